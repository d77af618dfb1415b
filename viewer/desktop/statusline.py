"""The line at the bottom: what was placed and what was not, and what is being done."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from viewer.desktop.parts import filled, label
from viewer.desktop.session import Session
from viewer.desktop.text import counted, one_line, tooltip
from viewer.export.citing import file_name

_PATIENCE_MS = 200
"""Work that takes no longer than this is not talked about."""
_SAID_MS = 12_000


class StatusLine(QWidget):
    """One button that opens the ledger, one for what could not be read, and progress."""

    ledgerWanted = Signal()
    faultsWanted = Signal()
    cancelled = Signal()
    paused = Signal(bool)
    """Reading is to stand still, or to go on."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        filled(self, "statusLine")
        self._session = session
        self.status = QPushButton("Nothing is open")
        self.status.setObjectName("status")
        self.status.setAccessibleDescription(
            "Shows the names that are not placed, or not certainly"
        )
        self.faults = QPushButton()
        self.faults.setObjectName("faults")
        self.faults.setAccessibleDescription("Shows what could not be read, and why")
        self.faults.hide()
        self.said = label(name="muted")
        self.doing = label(name="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.bar.setAccessibleName("Progress")
        self.pause = QPushButton("Pause")
        self.pause.setObjectName("status")
        self.pause.setCheckable(True)
        self.pause.setAccessibleDescription("Lets reading stand still until it is continued")
        self.cancel = QPushButton("Cancel")
        self.cancel.setObjectName("status")
        self.cancel.setAccessibleDescription("Stops reading; what was read stays")
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._show_work)
        self._hush = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._hush.timeout.connect(self.said.clear)
        self._lay_out()
        self.status.clicked.connect(self.ledgerWanted)
        self.faults.clicked.connect(self.faultsWanted)
        self.cancel.clicked.connect(self._cancel)
        self.pause.toggled.connect(self._pause)
        session.libraryChanged.connect(self._count)
        session.libraryChanged.connect(self._count_faults)

    def _lay_out(self) -> None:
        self._work = QWidget()
        work = QHBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(10)
        for widget in (self.doing, self.bar, self.pause, self.cancel):
            work.addWidget(widget)
        self._work.hide()
        self.pause.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 3, 8, 3)
        layout.setSpacing(4)
        layout.addWidget(self.status)
        layout.addWidget(self.faults)
        layout.addWidget(self.said, 1)
        layout.addWidget(self._work)

    def say(self, words: str) -> None:
        """Say something for a while."""
        self.said.setText(one_line(words, 200))
        self.said.setToolTip(tooltip(words))
        self._hush.start()

    def begin(self) -> None:
        """Something has begun."""
        self.doing.setText("Reading…")
        self.bar.setRange(0, 0)
        self._patience.start()

    def show_progress(self, progress: Any) -> None:
        """How far the work is: `done`, `total`, the `path` at hand, and the `seconds_left`."""
        self.pause.setVisible(getattr(progress, "can_pause", False))
        name = one_line(file_name(progress.path), 48) if progress.path is not None else ""
        # An import of a large gazetteer counts bytes, and has words of its own.
        words = getattr(progress, "words", f"{progress.done:,} of {progress.total:,}")
        left = getattr(progress, "seconds_left", None)
        state = "paused" if self.pause.isChecked() else time_left(left)
        self.doing.setText(" · ".join(filter(None, (name, words, state))))
        self.bar.setRange(0, 1000)
        self.bar.setValue(1000 * progress.done // max(1, progress.total))

    def end(self) -> None:
        """Nothing is being done any more."""
        self._patience.stop()
        self._work.hide()
        self.pause.setChecked(False)
        self.pause.hide()
        self._count()

    def _pause(self, still: bool) -> None:
        self.pause.setText("Continue" if still else "Pause")
        if still:
            self.doing.setText(self.doing.text().rpartition(" · ")[0] + " · paused")
        self.paused.emit(still)

    def _cancel(self) -> None:
        reading = not self.pause.isHidden()
        self.cancelled.emit()
        if reading:
            self.say("Cancelled: what was read stays, and F5 reads the rest")

    def _show_work(self) -> None:
        self._work.show()
        self._count()

    def _count(self) -> None:
        library = self._session.library
        counts = library.counts if library is not None else None
        if library is not None and not library.filter.is_empty and not library.counts.articles:
            self.status.setText("Nothing is left by the search and the filters")
            return
        if library is None or counts is None or not counts.articles:
            reading = self._work.isVisibleTo(self)
            self.status.setText("Nothing is open yet" if reading else "Nothing is open")
            return
        parts = [
            counted(counts.articles, "article"),
            *([counted(counts.copies, "copy", "copies")] if counts.copies else []),
            counted(counts.mentions, "mention"),
            f"{counts.placed:,} placed",
            f"{counts.unplaced:,} not placed",
        ]
        if counts.unsure:
            parts.append(f"{counts.unsure:,} not certain")
        self.status.setText(" · ".join(parts) + "  ›")

    def _count_faults(self) -> None:
        faults = self._session.faults
        rows = sum(fault.line is not None for fault in faults)
        files = len({fault.path for fault in faults if fault.line is None})
        parts = [counted(files, "file")] if files else []
        parts += [counted(rows, "row")] if rows else []
        self.faults.setText(f"{' and '.join(parts)} could not be read  ›")
        self.faults.setVisible(bool(faults))


def time_left(seconds: float | None) -> str:
    """How long something will yet take, no more exactly than can be known."""
    if seconds is None:
        return ""
    if seconds < 50:
        return f"about {max(5, 5 * round(seconds / 5))} seconds left"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"about {counted(max(1, minutes), 'minute')} left"
    return f"about {counted(round(minutes / 60), 'hour')} left"
