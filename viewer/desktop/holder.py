"""The library that is open, and what the window shows of it, worked out in two lanes.

One lane reads: files into the library, places found again, a library saved as another file. It
may be busy for minutes. The other looks: what a filter leaves, what was stored meanwhile, why a
name is placed where it is, what people decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.desktop.intake import Intake, Work
from viewer.desktop.looking import Looking, Question
from viewer.desktop.opening import Opened, Opening
from viewer.desktop.session import Session
from viewer.desktop.worker import Cancelled, Lane, Report, Task
from viewer.library.filters import Filter
from viewer.model import DatelineError, Mention, Place, Reading, UnreadableFile

if TYPE_CHECKING:
    from viewer.atlas.picture import Picture
    from viewer.desktop.answers import Answer
    from viewer.library.storage.store import Store

SHOW_MS = 1_000
"""So often what is being read is shown."""
QUIET_MS = 1_000
"""When nothing was shown for so long, there is time for what nobody waits for."""
LOOK_MS = 2_000
"""So often we look whether another window has changed the library."""


class Holder(QObject):
    """Holds a library, and keeps the session showing it as it is."""

    opened = Signal(object)
    """An Opened that the session shows from now on."""
    pictured = Signal(object, bool)
    """A Picture: what the map draws of a library that is soon shown; whether all of it is to be
    in view."""
    failed = Signal(str)
    refused = Signal(object)
    """A LibraryError: what was asked for cannot be done with a library."""
    held = Signal()
    """Another library is open, or the same under another name."""
    stored = Signal()
    """Something was written into the library."""

    def __init__(
        self,
        session: Session,
        opening: Opening,
        lane: Lane,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._opening = opening
        self.store: Store | None = None
        self._coming: Store | None = None
        """A library that is being read into, until there is something in it to show."""
        self.refusal: DatelineError | None = None
        """What was refused since a library was last opened."""
        self._complete = False
        """Whether all was read that is to be in the library that is coming."""
        self._shown: Opened | None = None
        self._after_show: Callable[[], None] | None = None
        self._prepared: Store | None = None
        self._version: int | None = None
        """Of the library, when it was last looked at."""
        self._intake: Intake | None = None
        self.left = False
        """Whether a library that is not kept stays on the disk, to be offered at the next start."""
        self._seen = 0
        """How many articles were stored when what is being read was last shown."""
        self.lane, self.looks = lane, Lane()
        for owned in (self.lane, self.looks):
            owned.setParent(self)
        self._looking = Looking(self.looks, self._answer, self._show, self.failed.emit)
        self._show_soon = QTimer(self, interval=SHOW_MS)
        self._show_soon.timeout.connect(self._show_what_is_read)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._use_the_quiet)
        session.narrowAsked.connect(lambda wanted: self._looking.ask(Question(wanted)))
        lane.started.connect(self._show_soon.start)
        lane.idle.connect(self._settle)
        self._version_soon = QTimer(self, interval=LOOK_MS)
        self._version_soon.timeout.connect(self._look_for_others)
        self._version_soon.start()

    # -- looking ---------------------------------------------------------------------------

    def count(self, *, adjectives: bool) -> None:
        """Count adjectives as mentions from now on, or no longer."""
        self._session.narrow(replace(self._session.filter, adjectives=adjectives))

    def explain(self, reading: Reading, mention: Mention) -> Answer:
        """Why a mention was placed where it was; for a lane to work out."""
        assert self._shown is not None
        return self._opening.explain(self._shown.library, reading, mention)

    def find_places(self, name: str, then: Callable[[Sequence[Place]], object]) -> None:
        """Look up in the gazetteers which places a name may mean."""
        finding = self._opening.finding
        self._do(self.looks, lambda _report, _cancelled: finding.places(name), then)

    def renew(self, *, fresh: bool = False) -> None:
        """Show what the library holds by now."""
        self._looking.ask(Question(self._session.filter, renew=True, fresh=fresh))

    def write(self, task: Callable[[Store], Any], then: Callable[[Any], object]) -> None:
        """Write something short into the library, and show what it holds then."""
        store = self.store
        if store is None:
            return

        def done(result: Any) -> None:
            then(result)
            self.stored.emit()
            self.renew()

        self._do(self.looks, lambda _report, _cancelled: task(store), done)

    def ask(self, task: Callable[[Store], Any], then: Callable[[Any], object]) -> None:
        """Look something up in the library."""
        store = self.store
        if store is not None:
            self._do(self.looks, lambda _report, _cancelled: task(store), then)

    def close(self) -> None:
        """Stop what is being done, and let the library go; what was `left` is found again."""
        for timer in (self._show_soon, self._version_soon, self._quiet):
            timer.stop()
        for lane in (self.lane, self.looks):
            lane.close()
        for store in (self._coming, self.store):
            if store is not None and not (store.is_temporary and self.left):
                store.close()
        self._coming = self.store = None

    # -- how -------------------------------------------------------------------------------

    def _read(self, work: Work, make: Callable[[], Store] | None = None) -> None:
        """Do some reading: into a library that `make` makes, or into the one that is open."""

        def task(report: Report, cancelled: Cancelled) -> Store | None:
            # What is open when the turn comes, not when it was asked for.
            store = make() if make is not None else self.store
            if store is None:
                return None
            intake = self._intake = Intake(self._opening.finding)
            if make is not None:
                self._coming, self._complete = store, False
            work(intake, store, report, cancelled)
            return store

        def done(store: Store | None) -> None:
            self._complete = store is self._coming
            self.stored.emit()
            self.renew()

        self._do(self.lane, task, done)

    def _do(self, lane: Lane, task: Task, then: Callable[[Any], object]) -> None:
        """Do a task; what a library refuses is told with all that is known of it."""

        def guarded(report: Report, cancelled: Cancelled) -> Any:
            try:
                return task(report, cancelled)
            except DatelineError as error:
                return error

        def received(result: Any) -> None:
            if isinstance(result, DatelineError):
                self._refuse(result)
            else:
                then(result)

        lane.do(guarded, received, self.failed.emit)

    def _refuse(self, error: DatelineError) -> None:
        if hasattr(error, "reason") and not isinstance(error, UnreadableFile):
            self.refusal = error
            self.refused.emit(error)
        else:
            self.failed.emit(str(error))

    def _answer(self, question: Question) -> _Looked | DatelineError | None:
        """What is to be shown; in a lane."""
        store = self._coming or self.store
        if store is None:
            return None
        try:
            if store is not self.store:
                if not self._complete and not self._opening.has_articles(store):
                    return _Looked(store, None, None)
                wanted = Filter(adjectives=question.filter.adjectives)
                version = store.version()
                opened = self._opening.look(
                    store, None, wanted, self._draw_all, renew=True, fresh=True
                )
            else:
                version = store.version()
                opened = self._opening.look(
                    store,
                    self._shown,
                    question.filter,
                    # How a library that has grown is drawn is known once it is counted.
                    _nobody if question.renew else self._draw,
                    renew=question.renew,
                    fresh=question.fresh,
                )
        except DatelineError as error:
            return error
        return _Looked(store, opened, version)

    def _draw(self, picture: Picture) -> None:
        """Let the map begin with what is about to be shown."""
        self.pictured.emit(picture, False)

    def _draw_all(self, picture: Picture) -> None:
        self.pictured.emit(picture, True)

    def _show(self, question: Question, looked: _Looked | DatelineError | None) -> None:
        if looked is None:
            return
        if isinstance(looked, DatelineError):
            self._refuse(looked)
            return
        if looked.store is self._coming:
            if looked.version is None:
                self._drop_what_has_nothing()
                return
            self._take(looked.store)
        if looked.store is not self.store:
            return
        self._version = looked.version
        if looked.opened is not None:
            self._show_opened(looked.opened)

    def _show_opened(self, opened: Opened) -> None:
        first = self._shown is None or not self._shown.library.counts.articles
        self._shown = replace(opened, fresh=opened.fresh or first)
        self._session.country_name = opened.country_name
        self._session.show_library(opened.library, opened.faults)
        self.opened.emit(self._shown)
        if self._after_show is not None:
            after, self._after_show = self._after_show, None
            after()
        self._quiet.start()

    def _use_the_quiet(self) -> None:
        """Nothing was asked for a while: prepare what may be asked next, and tidy up."""
        if self._shown is None or self.looks.busy:
            return
        library = self._shown.library
        prepare = None if library.store is self._prepared else self._opening.prepare
        self._prepared = library.store

        def work(_report: Report, _cancelled: Cancelled) -> None:
            from viewer.desktop.memory import give_back  # numpy has brought what it imports

            if prepare is not None:
                prepare(library)
            give_back()

        self.looks.do(work, _nobody, self.failed.emit)

    def _take(self, store: Store) -> None:
        """What was coming is the library that is open from now on."""
        before, self.store, self._coming = self.store, store, None
        self._shown = self.refusal = None
        self._session.forget_filter()
        if before is not None:
            self.looks.do(lambda _report, _cancelled: before.close(), _nobody, self.failed.emit)
        self.held.emit()

    def _drop_what_has_nothing(self) -> None:
        """What was to be opened was cancelled before there was anything in it."""
        coming = self._coming
        if coming is not None and not self.lane.busy:
            self._coming = None
            self.looks.do(lambda _report, _cancelled: coming.close(), _nobody, self.failed.emit)

    def _show_what_is_read(self) -> None:
        intake = self._intake
        if intake is not None and intake.stored != self._seen:
            self._seen = intake.stored
            self.renew()

    def _settle(self) -> None:
        """All is read, or it was cancelled: show what was stored."""
        self._show_soon.stop()
        self._intake, self._seen = None, 0
        if self._coming is not None and not self._complete:
            self.renew()
        elif self.store is not None:
            self._look_for_others()

    def _look_for_others(self) -> None:
        """Show what another window, or what was cancelled, has written into the library."""
        store = self.store
        if store is None or self._version is None or self.lane.busy or self.looks.busy:
            return
        try:
            if store.version() != self._version:
                self.renew()
        except DatelineError as error:
            self._version = None
            self._refuse(error)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was looked up: of which library, and at which of its versions."""

    store: Store
    opened: Opened | None
    version: int | None
    """None where there is nothing in it yet."""


def _nobody(_result: object) -> None:
    """Nobody waits for it."""
