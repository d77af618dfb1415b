"""First names that begin the names of people, and the verbs that people and capitals share."""

from __future__ import annotations

_FIRST_NAMES = """
aaron abdul abraham adam adrian ahmad ahmed alan albert alejandro aleksandr alex alexander
alexei alexey alfred ali alice allison amanda amy ana anastasia anatoly andrea andreas andrei
andrew andrey andriy andrzej angela ann anna anne anthony antonio antony arkady arthur barack
barbara ben benjamin bernard betty bill billy bob bogdan boris brandon brenda brian bruce carl
carlos carol caroline catherine chad charles charlie charlotte chris christian christina
christine christopher claire clara colin connor craig cynthia daniel daria dave david deborah
denis dennis diana diego dmitri dmitriy dmitry dmytro donald dorothy douglas ed eddie edward
elena elizabeth emily emma emmanuel eric erik ernest eugene evan evgeny fatima filippo florence
frank fred gary gennady geoffrey george gerald giorgio giuseppe gordon grace graham greg gregory
hanna hannah harold harry hassan heather heidi helen henry hillary howard hugh hussein ian igor
ihor ilya irina isaac israel ivan jack jacob jake james jamie jane janet jason jean jeff jeffrey
jennifer jeremy jerry jesse jessica jesus jill jim jimmy joan joe joel johan john johnny jon
jonathan jordan jorge jose joseph joshua juan judith julia julian julie justin karen karl kate
katherine kathleen keith kelly ken kenneth kevin kim kyle larry laura lauren lawrence lee leo
leon leonid linda lisa logan louis louise lucas lucy luis luke lyudmila lyudmyla madison maksim
marco marcus margaret maria marie mario marina mark marta martha martin mary matt matthew max
maxim megan melissa michael michel michelle miguel mike mikhail mohamed mohammad mohammed
muhammad mykhailo mykola nancy natalia natasha nathan neil nicholas nick nicolas nicole nigel
nikita nikolai nina noah oleg oleh oleksandr oleksii oleksiy olena olga oliver olivia omar oscar
pablo pamela patricia patrick paul pavel pavlo pedro peter petro phil philip pierre piotr rachel
ralph ramzan ray raymond rebecca ricardo richard rick rob robert roger roman ron ronald rosa rose
roy russell ruslan ruth ryan sam samantha samuel sandra sara sarah scott sean sergei sergey
serhii serhiy sharon simon sofia sophia sophie stanislav stephanie stephen steve steven stuart
susan svetlana taras tatiana ted teresa terry theresa thomas tim timothy tom tony tyler ursula
vadim valentina valeri valery vasily vera viacheslav victor victoria viktor vincent vitali
vitalii vitaly vlad vladimir vladislav volodymyr walter warren wayne wendy william xavier
yaroslav yevgeny yulia yuri yuriy yury yusuf zachary zoe paris
"""
FIRST_NAMES = frozenset(_FIRST_NAMES.split())
