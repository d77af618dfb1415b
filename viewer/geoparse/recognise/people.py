"""Given names and family names of many countries, folded: who is meant is a person more often.

Written by hand from common knowledge; neither list is or needs to be complete. A name that is
also a place's ("Lincoln", "Sydney") stands here too: the lists are clues, not verdicts.
"""

from __future__ import annotations

from viewer.geoparse.recognise.lexicon import FIRST_NAMES, word_set

GIVEN = FIRST_NAMES | word_set(
    """aaliyah abby abdi abdoulaye abdullah abel abena abigail abu ada adaeze adama addison adel
    adele aditya adriana agnes agnieszka ahmet aidan aiden aiko aileen aime aisha aiyana akira
    akosua alain alana alastair alberto alec alejandra alessandro alessia alexa alexandra
    alexandre alexis alfonso alfredo alina alisha alistair allan allen alma alvaro alvin alyssa
    amadou amal amara amber ambrose amelia amina aminata amir amit amos anabel anand ananya
    anders andre andreea andres andy anil anita anja anjali ankit annette annie ansel antoine
    anton antonia anwar anya april aretha ariana ariel arjun arlene armando arnold art artem
    arturo asha ashley ashton asif astrid aubrey audrey august augustine augusto aung austin
    autumn ava avery awa aya ayesha ayodele ayse babatunde bailey bakary barney barry bart
    bashir bea beatrice beatriz becky bella benito benny bernadette bernardo bernice bert bertha
    beryl bess beth bethany bev beverly bianca bill blake blanca bo bobby bonnie boubacar boyd
    brad bradley brady bram brayden brent bret brett brianna bridget britney brittany brock
    bronwyn bruno bryan bryce bryson burt byron caitlin caleb calvin cameron camila camille
    candice cara carina carla carlo carlton carly carmelo carmen carrie carson carter cary casey
    cassandra cecil cecilia cedric celeste celia celine cesar chandra chang chantal charity
    charlene chelsea chen cheng cheryl chester chiamaka chiara chidi chinedu chioma chloe chris
    christa christy chuck chukwuma ciara cindy clarence clarissa clark claude claudia claudio
    clay clayton clemens clement cletus cliff clifford clifton clint clyde cody cole colette
    colleen conrad constance consuelo cora corey cornelius cory courtney craig cristian cristina
    cristobal curt curtis cyril cyrus daisy dakota dale dallas damian damien damon dan dana dane
    danica danielle danilo danny dante darius darko darlene darnell darrell darren darryl daryl
    dawit dawn dean deanna debbie debra dee deepak deirdre della delroy demetrius denise dennis
    denzel derek deshawn desiree desmond destiny devon dewayne dexter diane dick dieter dilip
    dina dinesh dion dirk dolores dominic dominik dominique don donna dora doreen dorian doris
    doug drew duane dudley duncan dustin dwayne dwight dylan earl ebony eddy edgar edith edmund
    eduardo edwin efrain efua eileen eitan elaine eleanor elena eli elias elijah elisa elise
    eliza ella ellen ellie elliot elliott elmer elsa elsie elton elvira elvis emanuel emeka emil
    emilia emiliano emilio emre enrico enrique erica erich erika erin ernesto ernie ervin
    esperanza esteban estelle esther ethan ethel etienne eugenia eunice eva evelyn everett ezra
    fabian fabio faisal faith farah farid fatou fatoumata faye federico felicia felipe felix
    femi ferdinand fergus fernanda fernando fidel finn fiona flora florian floyd folake fran
    frances francesca francesco francine francis francisco franco francois frankie franklin
    franz fraser freda freddie frederick fredrik frieda fritz fumiko gabriel gabriela gabrielle
    gail galina garrett garth gaston gavin gayle gemma gene geneva genevieve geoff georgia
    georgina gerard gerhard gertrude gianni gideon gil gilbert gilberto gina ginger giovanni
    gisela glen glenda glenn gloria godfrey gonzalo grady grant greta gretchen guadalupe guido
    guillermo gunnar gunther gus gustavo guy gwen gwendolyn habiba hadiza hailey hakan hal haley
    hamid hamza hana hank hans hao harish harlan harold harper harriet haruto harvey hasan
    hassan hayden hazel heath hector hei helga helmut henrik herbert herman hilary hilda hiroshi
    hiroto hoa holly homer hope horace horst hortense hubert hugo humberto hung hunter hyun
    ibrahim ida idris ifeoma ignacio ike ilona iman imani imran ines inga ingrid ira irene iris
    irma irving isabel isabella isabelle isaiah ismael ismail issa itzel ivana ivy jaakko jace
    jackie jackson jaclyn jacqueline jacques jaden jaime jakub jamal jamila jan janelle janice
    janine jared jarrod jarvis jasmin jasmine jasper javier jay jayden jayne jazmin jeanette
    jeanne jeannie jeffery jen jenna jennie jenny jens jermaine jerome jess jessie jin jo
    joachim joanna joanne joaquin jocelyn jodi jody joey johanna johannes johnnie jolene jonas
    jonathon jorgen josef josefina josephine josh josie joy joyce juanita judd jude judy jules
    juliana julien juliet julio julius june junior jurgen justine kabir kaitlyn kamal kamala
    kamau kamil kara kareem kari karim karin karina karla kasper katarina katarzyna katelyn
    kathryn kathy katie katrina kay kayla kazuo keisha kelechi kelley kelvin kemal kendall
    kendra kenji kenneth kenny kent kenya kerry kevin khadija khaled khalid khalil kieran
    kimberly kiran kirk kirsten klaus kofi kojo krista kristen kristin kristina krzysztof kumar
    kurt kwabena kwame kwasi kyra lakshmi lamar lamine lana lance lane larissa lars latasha
    latoya laurel laurence laurent laurie leah leandro leanne leila lena lenny leonard leonardo
    leopold leroy leslie lester leticia levi lewis liam liang libby lidia lila lillian lily lin
    lina lincoln lindsay lindsey lionel liz liza lloyd lois lola lonnie lorena lorenzo loretta
    lori lorna lorraine lou louie lourdes lowell luca lucia luciana lucien lucille luigi luisa
    lukas luke lupe luther lydia lyle lynn lynne mabel mackenzie maddox madeleine madeline mae
    maeve magdalena maggie mahmoud malcolm malik mamadou mandy manfred manoj manuel manuela mara
    marc marcel marcela marcelo marcia marcin marcos marek margarita margot marguerite mari
    mariam marian mariana marianne mariano maribel marilyn marion marisa marisol marissa marius
    marjorie marlene marlon marshall marta martina marvin maryam mason massimo mateo mateusz
    mathew mathias mathieu matilda matteo matthias maura maureen maurice mauricio mavis maxine
    maya mbali megan mehmet mei melanie melinda melvin mercedes meredith merle mia micaela micah
    michaela mick mickey miguel mikael miki mikko milan mildred milena miles milos milton mina
    mindy ming minh miranda miriam mirjana misty mitch mitchell moe mohamud mohan moira moises
    molly mona monica monique monty morgan moses moshe moussa muriel murray musa mustafa myra
    myrna myron myrtle nabil nadia nadine naila naima nana nanette naomi narendra nasir nasser
    nat natalie nathalie nathaniel ned neha nelson nestor nettie newton ngozi nguyen niamh nico
    nicola nicolae nicolai nicolette nils nino nisha nkechi noel noemi nolan nora norah norbert
    noreen norma norman norris nuno nuria obinna octavia octavio odette oksana ola olaf olive
    ollie olumide oluwaseun omari opal oren orlando orville otis otto owen paddy padraig paige
    paloma pam pascal pat patience patsy patti patty pauline paulo pearl peggy penelope penny
    percy perry petr petra phoebe phyllis pia pierce pilar polly precious preston prince priya
    quentin quincy quinn rachael radek rafael rafiq raheem rahim rahul raj rajesh rajiv raju
    ramesh ramon ramona randall randy raquel rashad rashid raul ravi rayan reagan reba reece
    reed reggie regina reginald reid reinaldo remi rena renata rene renee reuben rex reza rhonda
    ricardo rich richie ricky rigoberto riley rita rivka roberta roberto robin robyn rocco
    rochelle rocio rod roderick rodney rodolfo rodrigo rogelio roland rolando rolf romain romeo
    rona ronda ronnie rory rosalie rosalind rosario roscoe rosemarie rosemary rosie ross rowan
    roxanne ruben ruby rudolf rudy rufus rupert rusty rutger ryo sabina sabine sabrina sade
    sadie saeed sageer sakura sal salah salim sally salma salvador salvatore samira sammy sanaa
    sandeep sandy sanjay santiago santos saskia satoshi saul savannah scarlett sebastian
    sebastien segun selena selma serena serge sergio seth seun seung seymour shane shania
    shannon shari sharif shaun shawn shea sheila shelby sheldon shelia shelley shelly sherman
    sherri sherry shirley shreya shyam sibusiso sid sidney siegfried sienna sigrid silas silvia
    silvio simeon simone sina sipho sita sizwe skye soledad solomon sonia sonja sonya soren
    spencer stacey stacy stan stanley stefan stefania stefano stella sten stephan sterling
    stewart stuart sue sumit sunil sunita suresh sushila suzanne sven sydney sylvia sylvie
    tabitha tadeusz takeshi tamar tamara tamika tammy tanisha tanya tara tariq tasha tatyana
    tavita taylor teddy tendai terence terrance terrell terri terry tess tessa thabo thandi thea
    thelma theo theodora theodore theresa thi thiago thierry thomasina thorsten thuy tia tiago
    tiffany tina tobias toby todd tom tomas tomasz tommy toni tonya tracey traci tracy travis
    trent trevor tricia trina trisha tristan troy trudy tucker tunde turner twila tyrone ulrich
    ulrike umar unai uri usha usman uwe valerie van vanessa vaughn velma vernon veronica
    veronika vicki vicky vidya vijay vikram vince violet virgil virginia vivek vivian wade
    waleed wallace wanda wanjiru ward waseem wei wendell wesley wilbur wiley wilfred wilhelm
    will willa willard willie willow wilma wilson winifred winston wolfgang woody wyatt xavier
    xiao ximena yan yana yang yannick yara yasmin yasmine yaw yelena yemi yesenia yiannis yoko
    yolanda yong yoshi young youssef yuki yumi yun yusra yves yvette yvonne zach zachariah zack
    zahra zainab zane zara zelda zeynep zhang zina zofia zoltan zsofia zuri"""
)
"""Given names."""

FAMILY = word_set(
    """abara abbas abbott abdi abdullah abe abebe abreu acosta adams adamu addo adeyemi adler
    aguilar aguirre ahmad ahmadi ahmed ahn akhtar alam albrecht aldridge alexander alfaro ali
    allen allison almeida alonso alvarado alvarez amadi amin amos anand andersen anderson
    andersson andrade andrews ansah anthony antonov aquino arias armstrong arnold arroyo arthur
    asante ashby ashton atkins atkinson avery avila awad ayala ayers aziz bach bailey baird
    baker balan baldwin balogun banda banerjee banks barber barker barlow barnes barnett barr
    barrett barron barry bartlett barton bass bates bauer baxter beasley beattie beaumont beck
    becker beckett bell bello benitez bennett benson berg berger bergman berisha bernard berry
    best bhatt bianchi bird bishop black blackburn blackwell blair blake blanchard bloom boateng
    bock bolton bond booker booth borg bosch boucher bowen bowers bowman boyd boyer boyle brady
    branch brandt bravo brennan brewer bridges briggs brooks brown browne bruce bryan bryant
    buchanan buck buckley bui burgess burke burnett burns burton bush butler byrd byrne cabrera
    cain calderon caldwell calhoun callahan camacho camara cameron campbell campos cannon
    cardenas carey carlson carlsson carney carpenter carr carrillo carroll carson carter
    cartwright caruso carvalho casey castillo castro chan chandler chang chapman charles chase
    chatterjee chavez chen cheng cherry cheung chin cho choi chopra choudhury chowdhury
    christensen christian chu chukwu chung church clark clarke clay clayton clements cline
    clinton coates cobb cochran cohen cole coleman coles collier collins colon combs compton
    conley connelly conner connolly connor conrad contreras conway cook cooke cooper copeland
    corbett cordova cortes cortez costa coulibaly cowan cox coyle crabtree craft craig crane
    crawford crespo crosby cross crowe cruz cummings cunningham curry curtis dahl dalton daly
    daniel daniels daugherty davenport davey david davidson davies davila davis dawson day deal
    dean decker delacruz delaney delgado deluca dempsey deng dennis desai diallo diaz dickerson
    dickson diop dixon dlamini dodd dogan doherty dolan dominguez donaldson donnelly donovan
    dorsey dougherty douglas downs doyle drake driscoll duarte dube dubois dudley duffy duke
    duncan dunlap dunn duran durham duval dyer eaton edwards egan ellis ellison emerson england
    english erickson eriksson escobar espinosa espinoza estrada evans everett ewing eze faber
    fall farah farmer farooq farrell faulkner feldman ferguson fernandes fernandez fernando
    ferrari ferreira ferrer field fields figueroa finch finley fischer fisher fitzgerald
    fitzpatrick fleming fletcher flores flowers flynn foley fontaine forbes ford foreman foster
    fournier fowler fox francis franco frank franklin franks frazier frederick freeman french
    frey friedman friedrich frost fry fuchs fuentes fuller fulton gaines galindo gallagher
    gallegos galloway gamble garcia gardner garner garrett garrison garza gates gauthier gay
    gentry george gibbons gibbs gibson giordano glass gleason glenn glover godwin goldberg
    golden goldman gomes gomez gonzales gonzalez good goodman goodwin gordon gould grace graham
    grant graves gray greco green greenberg greene greer gregory griffin griffith griffiths
    grimes gross gruber guerra guerrero guevara gunn gupta gutierrez guzman haas haddad hagen
    hahn hale haley hall hamid hamilton hammond hampton han hancock hanna hansen hanson hardin
    harding hardy harmon harper harrell harrington harris harrison hart hartley hartman harvey
    hasan hashimi hassan hastings hawkins hayashi hayden hayes haynes heath hebert heller
    henderson hendricks hendrix henry hensley herman hernandez herrera herring hess hewitt
    hickey hickman hicks higgins hill hines hinton ho hoang hobbs hodge hodges hoff hoffman
    hogan holden holder holland holloway holm holmes holt hong hood hooper hoover hope hopkins
    horn horne horton hossain houston howard howe howell huang hubbard huber hudson huerta huff
    huffman hughes hull humphrey hunt hunter hurley hurst hussain hussein hutchinson huynh
    ibarra ibrahim ingram iqbal irwin ito ivanov ivanova jackson jacobs jacobson jaeger jain
    james jamil jansen jansson jarvis jefferson jenkins jennings jensen jimenez johansson johns
    johnson johnston jones jordan joseph joshi joyce juarez jung kaba kahn kamara kane kang
    kaplan kapoor karimi karlsson katz kaufman kaur kay keita keith keller kelley kelly kemp
    kendall kennedy kent kerr khalil khan kim king kirby kirk kirkland klein kline knapp knight
    knox kobayashi koch koh kone koroma kovac kovacs kowalski kramer kraus krause krishnan
    kruger kumar kuznetsov lam lamb lambert lancaster landry lane lang lara larsen larson lau
    lawrence lawson le leach lebedev leblanc lee leonard leone lester levin levine levy lewis li
    lim lin lincoln lindsey little liu livingston lloyd lo logan lombardi long lopez love lowe
    lowery lozano lu lucas lucero luna lund lutz lynch lynn lyons ma maas mack mackay mackenzie
    macleod madden maddox madsen maher mahmood mahoney maier malik malone maloney mandal mann
    manning marino marks marquez marsh marshall martin martinez martins mason massey mathews
    mathis matthews mattingly maxwell may mayer maynard mbeki mcbride mccall mccann mccarthy
    mcclain mcclure mcconnell mccormick mccoy mccullough mcdaniel mcdonald mcdowell mcgee
    mcgrath mcgregor mcguire mcintosh mcintyre mckay mckee mckenna mckenzie mckinley mckinney
    mclaughlin mclean mcleod mcmahon mcmillan mcnamara mcneil mcpherson meadows medina mehta
    mejia melendez melton mendes mendez mendoza mensah mercado mercer merritt meyer meyers
    michael middleton miles miller mills miranda mishra mitchell mohamed mohammed molina monroe
    montes montgomery montoya moody moon mooney moore mora morales moran moreau moreno moretti
    morgan morin morris morrison morrow morse morton moses moss moyo mueller muhammad mukherjee
    mullen muller mullins munoz murillo murphy murray mutua mwangi myers nair nakamura nash
    navarro ndiaye neal nel nelson newman newton ng ngo nguyen nichols nicholson nielsen nilsson
    njoroge nkosi nolan norman norris norton novak nowak nunez obi obrien ochieng ochoa oconnor
    odell odom odonnell odonoghue ogden oh okafor okeke okoro okoye oliver olsen olson oneal
    oneill onyango orozco orr ortega ortiz osborne osei osman otieno ouedraogo owen owens ozturk
    pace pacheco padilla page pak palmer pandey papadopoulos park parker parks parsons patel
    patil patrick patterson patton paul pavlov payne pearce pearson peck pedersen pena
    pennington pereira perera perez perkins perry persson peters petersen peterson petrov
    petrovic pham phelps phillips phiri pierce pineda pinto pittman pitts platt poe pollard
    ponce poole pope popescu popov porter portillo potter powell powers prasad pratt preston
    price prince proctor pruitt pryor puckett pugh quinn quintero rahman ramirez ramos ramsey
    randall randolph rangel rao rasmussen ray reddy reed reese reeves reid reilly reyes reynolds
    rhodes ricci rice rich richard richards richardson richter riddle riggs riley rios ritter
    rivas rivera rivers roach robbins roberson roberts robertson robinson robles rocha rodgers
    rodrigues rodriguez rogers rojas roman romano romero rosales rosario rose rosen rosenberg
    ross rossi roth rowe rowland roy rubin rubio ruiz rush russell russo ryan saad sadiq saeed
    saito salas salazar saleh salinas samuel sanchez sanders sanderson sandoval sanford santana
    santiago santos sarkar sato saunders savage sawyer saylor schaefer schmidt schmitt schneider
    schroeder schultz schulz schumacher schwartz scott sears sellers serrano sesay sexton
    shaffer shah shaikh shannon sharma sharp shaw shea sheikh shelton shepherd sheppard sherman
    shields short silva simmons simon simpson sims sinclair singh singleton skinner slater sloan
    small smirnov smith snow snyder solis solomon soriano sosa soto sousa souza sow sparks
    spears spence spencer stafford stanley stark steele stein stephens stephenson stevens
    stevenson stewart stokes stone stout strickland strong stuart sullivan summers sutherland
    sutton suzuki svensson swanson sweeney sweet takahashi talley tan tanaka tang tanner tapia
    tate taylor terrell terry thapa thomas thompson thomson thornton tran traore trevino
    trujillo tucker turner tyler tyson underwood unger usman valdez valencia valentine
    valenzuela vance vargas vasquez vaughan vaughn vazquez vega velasquez velez vera verma vidal
    villa villanueva villarreal vogel vu wade wagner waktola walker wall wallace waller walls
    walsh walter walters walton wang ward ware warner warren washington waters watkins watson
    watts weaver webb weber webster weeks weiner weiss welch wells wenger werner west wheeler
    whitaker white whitehead whitfield whitley whitney whittaker wiggins wilcox wilder wiley
    wilkerson wilkins wilkinson williams williamson willis wilson winkler winters wise wolf
    wolfe wong wood woodard woods woodward wright wu wyatt xu yamamoto yang yates yeo yilmaz
    yoder yoon york yoshida young yousef yu yusuf zamora zapata zhang zhao zheng zhou zimmerman
    zuniga"""
) | word_set(
    """abiy ahmadinejad albanese aliyev aquino arafat ardern assad bachelet barak barroso bashir
    beckham benedict berlusconi biden bieber blair blinken boehner bolsonaro bolton borrell
    boutros brezhnev buhari bush buttigieg calderon cameron capone carter castro ceausescu
    chamberlain chavez cheney chirac churchill clegg clooney corbyn correa cuomo dicaprio
    disraeli dostum draghi duterte eisenhower erdogan farage federer fillon fujimori gaddafi
    gandhi gantz ghani giuliani gorbachev gore guaido guterres haftar hagel hariri harris
    hitler hollande imamoglu jagger jinping jokowi juncker kabila karzai kavanaugh kenyatta
    kerensky kerry kerzner khamenei khomeini khrushchev kim kirchner kishida kissinger
    klitschko kohl koizumi kushner lagarde lavrov lenin lieberman lukashenko lula macri macron
    madonna maduro maliki mandela mao marcos mattis mbappe mccain mcconnell medvedev meghan
    meloni merkel messi milosevic mitterrand modi mohammed morsi mubarak mueller mugabe
    museveni mussolini najib napoleon nasser navalny nehru netanyahu neymar nixon nkurunziza
    obama obrador odinga orban palin pelosi peres petraeus picasso pompeo poroshenko putin
    rafsanjani rajapaksa rajoy ramaphosa reagan rohani romney ronaldo roosevelt rouhani
    rousseff rubio rumsfeld saakashvili salvini sanders santos sarkozy scholz schroeder schumer
    schwarzenegger sharif sharon shinawatra sisi snowden spielberg stalin starmer sunak suu
    thatcher tillerson trudeau truman trump tsipras tsvangirai tusk tymoshenko uribe widodo xi
    yanukovych yeltsin yushchenko zardari zelenskiy zelensky zelenskyy zidane zuckerberg zuma"""
)
"""Family names; those of the second list are known from the news of the world."""
