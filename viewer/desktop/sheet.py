"""The style sheet of the window; `@name` is a colour of the theme."""

SHEET = """
QMainWindow, QDialog { background: @window; }
QWidget { color: @text; }
QToolTip { color: @text; background: @raised; border: 1px solid @line; padding: 5px 7px; }

QMenuBar { background: @window; border: none; padding: 1px 6px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @raised; border: 1px solid @line; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @hover; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 5px; }

QToolBar { background: @window; border: none; border-bottom: 1px solid @line; padding: 4px 10px;
    spacing: 3px; }
QToolBar::separator { width: 1px; background: @line; margin: 6px 7px; }
QToolButton { border: none; border-radius: 6px; padding: 5px; background: transparent; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @chosen; }
QToolButton:focus { background: @hover; }
QToolButton:disabled { color: @faint; }
QToolButton#labelled { padding: 5px 10px 5px 7px; }
QToolButton#disclosure, QToolButton#link { color: @accent; padding: 2px 4px; margin-left: -4px; }

QSplitter::handle { background: @line; }
QSplitter::handle:hover { background: @faint; }

#pane, #drawer, #reader, #passages { background: @surface; }
#drawer, #statusLine { border-top: 1px solid @line; }
#muted { color: @muted; }
QFrame#rule { background: @line; border: none; max-height: 1px; min-height: 1px; }

QLineEdit { background: @window; border: 1px solid transparent; border-radius: 7px;
    padding: 6px 8px; selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus { border: 1px solid @accent; background: @surface; }

QDialog QLineEdit, QSpinBox, QComboBox { background: @surface; border: 1px solid @line;
    border-radius: 7px; padding: 5px 8px; selection-background-color: @accent;
    selection-color: @on_accent; }
QDialog QSpinBox QLineEdit { background: transparent; border: none; padding: 0 8px; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 0; }
QComboBox { padding-right: 26px; }
QDialog QLineEdit:focus, QSpinBox:focus, QComboBox:focus { border: 1px solid @accent; }
QComboBox:hover { background: @hover; }
QSpinBox:disabled, QComboBox:disabled { color: @faint; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @line; padding: 4px;
    selection-background-color: @hover; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: @hover; color: @text; }
#problem { color: @warning; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }
QListView, QTreeView, QTableView { background: @surface; border: none; outline: none; }
QTableView { selection-background-color: @chosen; selection-color: @text; gridline-color: @line; }
QTableView::item { padding: 4px 8px; border: none; }
QHeaderView { background: @surface; }
QHeaderView::section { background: @surface; color: @muted; border: none;
    border-bottom: 1px solid @line; padding: 5px 8px; }
QTextEdit { background: @surface; border: none; selection-background-color: @mark_strong;
    selection-color: @text; }

QCheckBox { spacing: 7px; padding: 2px 0; }
QCheckBox:focus { color: @accent; }
QCheckBox:disabled { color: @faint; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton { background: @surface; border: 1px solid @line; border-radius: 7px;
    padding: 6px 14px; }
QPushButton:hover { background: @hover; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @faint; }
QPushButton#primary, QPushButton:default { background: @accent; border-color: @accent;
    color: @on_accent; }
QPushButton#status, QPushButton#faults { background: transparent; border: none;
    border-radius: 5px; padding: 3px 8px; text-align: left; }
QPushButton#status:hover, QPushButton#faults:hover, QPushButton#status:focus,
QPushButton#faults:focus { background: @hover; }
QPushButton#faults { color: @warning; }
QPushButton#tab { background: transparent; border: none; border-radius: 5px; padding: 4px 10px;
    color: @muted; }
QPushButton#tab:checked { color: @text; background: @hover; }
QPushButton#tab:hover { color: @text; }
QPushButton#tab:focus { color: @accent; }

QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar::handle:vertical { background: @line; min-height: 32px; border-radius: 3px;
    margin: 2px 3px; }
QScrollBar::handle:vertical:hover { background: @faint; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle:horizontal { background: @line; min-width: 32px; border-radius: 3px;
    margin: 3px 2px; }
QScrollBar::handle:horizontal:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
