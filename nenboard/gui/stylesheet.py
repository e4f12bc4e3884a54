"""The small style sheet: borders, radii and states that the palette cannot say."""

from string import Template

from nenboard.gui.theme import Theme

_SHEET = Template("""
QMainWindow, QWidget[surface="window"], QScrollArea[surface="window"] { background: $window; }
QWidget[surface="surface"] { background: $surface; }
QWidget[surface="surface2"] { background: $surface2; }
QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: ${r_card}px; }
QFrame[card="palette"] { background: $raised; border: 1px solid $control;
  border-radius: ${r_card}px; }
QFrame[card="selected"] { background: $selection; border: 1px solid $line;
  border-radius: ${r_card}px; }
QFrame[card="well"] { background: $surface2; border: 1px solid $control;
  border-radius: ${r_card}px; }

QLabel[role="muted"] { color: $text2; }
QLabel[role="small"] { color: $text2; font-size: ${f_label}px; }
QLabel[role="caption"] { color: $text2; font-size: ${f_caption}px; }
QLabel[role="label"] { color: $text; font-size: ${f_label}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="subtitle"] { font-size: ${f_subtitle}px; font-weight: 600; }
QLabel[role="title"] { font-size: ${f_title}px; font-weight: 600; }
QLabel[role="warning"] { color: $warning; font-size: ${f_label}px; }
QLabel[role="danger"] { color: $danger; font-size: ${f_label}px; }
QLabel[role="success"] { color: $success; font-size: ${f_label}px; }

QPushButton { background: $surface; color: $text; border: 1px solid $control;
  border-radius: ${r_control}px; padding: 0 ${p12}px; min-height: ${h_control}px;
  font-weight: 500; outline: none; }
QPushButton:hover { background: $surface2; border-color: $primary; }
QPushButton:pressed, QPushButton:checked { background: $selection; border-color: $primary; }
QPushButton:disabled { color: $disabled; border-color: $line; background: $surface; }
QPushButton[kind="primary"] { background: $primary; color: $onPrimary; border-color: $primary;
  font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
  background: $primaryHover; border-color: $primaryHover; }
QPushButton[kind="primary"]:disabled { background: $neutralBg; color: $disabled;
  border-color: $line; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $link; }
QPushButton[kind="quiet"]:hover { color: $primaryHover; text-decoration: underline; }
QPushButton[kind="quiet"]:disabled { color: $disabled; }
QPushButton[beside="icon"] { text-align: left; padding-left: ${p35}px; }
QPushButton[beside="keys"] { text-align: left; }
QPushButton[small="true"] { min-height: ${h_small}px; padding: 0 ${p8}px;
  font-size: ${f_label}px; }
QPushButton[small="true"][beside="icon"] { padding-left: ${p31}px; }
QPushButton[kind="quiet"] { padding: 0 ${p2}px; }
QPushButton[kind="quiet"][beside="icon"] { padding-left: ${p25}px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {
  background: $surface; color: $text; border: 1px solid $control;
  border-radius: ${r_control}px; padding: 0 ${p8}px; min-height: ${h_control}px;
  selection-background-color: $primary; selection-color: $onPrimary; }
QPlainTextEdit, QTextEdit { padding: ${p4}px; }
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only { background: $surface2;
  border-color: $line; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $disabled;
  border-color: $line; background: $surface2; }
QLineEdit[severity="query"], QComboBox[severity="query"], QPlainTextEdit[severity="query"] {
  border: 2px solid $warning; }
QLineEdit[severity="rare"], QComboBox[severity="rare"], QPlainTextEdit[severity="rare"] {
  border: 2px solid $warning; }
QLineEdit[severity="invalid"], QComboBox[severity="invalid"],
QPlainTextEdit[severity="invalid"] { border: 2px solid $danger; }
QLineEdit[severity="missing"], QComboBox[severity="missing"],
QPlainTextEdit[severity="missing"] { border: 1px dashed $neutral; }
QComboBox::drop-down { border: none; width: ${p24}px; background: $surface;
  border-radius: ${r_control}px; }
QComboBox::down-arrow { image: url(icon:down-$scheme.svg); width: ${p14}px; height: ${p14}px; }
QComboBox:disabled::down-arrow { image: none; }
QCheckBox::indicator, QRadioButton::indicator { width: ${p16}px; height: ${p16}px; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $control;
  selection-background-color: $selection; selection-color: $text; outline: none; padding: 2px; }
QCheckBox, QRadioButton { spacing: ${p8}px; min-height: ${h_target}px; outline: none; }

QTableView, QTreeView, QListView { background: $surface; border: 1px solid $line;
  border-radius: ${r_card}px; outline: none; gridline-color: $line;
  selection-background-color: $selection; selection-color: $text; }
QListView[flat="true"] { border: none; background: transparent; }
QListView[kind="groups"] { border: none; background: $surface; }
QTableView[flat="true"] { border: none; border-radius: 0; }
QHeaderView { background: $surface2; border: none; }
QHeaderView::section { background: $surface2; color: $text2; border: none;
  border-bottom: 1px solid $control; padding: ${p4}px ${p6}px; font-size: ${f_caption}px;
  font-weight: 600; }
QTableCornerButton::section { background: $surface2; border: none; }

QMenuBar { background: $surface; color: $text; border-bottom: 1px solid $line;
  padding: ${p4}px ${p8}px; }
QMenuBar::item { padding: ${p4}px ${p8}px; border-radius: ${r_control}px;
  background: transparent; }
QMenuBar::item:selected { background: $selection; color: $text; }
QMenu { background: $raised; color: $text; border: 1px solid $line; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: ${r_control}px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }
QToolTip { background: $raised; color: $text; border: 1px solid $control; padding: ${p4}px; }

QStatusBar { background: $surface2; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $text2; font-size: ${f_caption}px; }
QStatusBar QLabel[tone="success"] { color: $success; }
QStatusBar QLabel[tone="warning"] { color: $warning; }
QStatusBar QLabel[tone="danger"] { color: $danger; }
QToolBar#rail { background: $rail; border: none; padding: ${p8}px; spacing: 2px; }
QToolBar#rail QLabel { color: $railText; font-size: ${f_caption}px; font-weight: 600;
  padding: ${p12}px ${p8}px ${p4}px ${p8}px; background: transparent; }

QTabBar { background: $surface; }
QTabBar::tab { background: transparent; color: $text2; border: none;
  border-bottom: 3px solid transparent; padding: ${p8}px ${p12}px; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom-color: $primary; }
QTabBar QToolButton { background: $surface; border: 1px solid $line; color: $text; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:disabled { color: $disabled; }
QFrame[line="true"] { background: $line; border: none; }
QProgressBar { background: $neutralBg; border: 1px solid $control; border-radius: 4px;
  max-height: ${p8}px; min-height: ${p8}px; }
QProgressBar::chunk { background: $primary; border-radius: 3px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${p12}px; }
QScrollBar:horizontal { height: ${p12}px; }
QScrollBar::handle { background: $control; border-radius: ${p4}px; margin: 2px;
  min-height: ${p24}px; min-width: ${p24}px; }
QScrollBar::handle:hover { background: $text2; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QPushButton[kind="many"] { font-weight: 400; }
QPushButton[kind="many"][severity="invalid"] { border: 2px solid $danger; }
QPushButton[kind="many"][severity="query"] { border: 2px solid $warning; }
QPushButton[kind="many"]::menu-indicator { image: none; width: 0; }
QComboBox[blank="true"] { color: $text3; }
QLineEdit[flat="true"], QPlainTextEdit[flat="true"], QComboBox[flat="true"],
QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QComboBox[flat="true"]::drop-down { width: 0; }
QComboBox[flat="true"]::down-arrow { image: none; }
QToolButton[kind="code"] { background: $surface; color: $text2; border: 1px solid $control;
  border-radius: ${r_control}px; font-size: ${f_caption}px; }
QToolButton[kind="code"]:hover { background: $selection; border-color: $primary; }
QScrollArea { border: none; background: transparent; }
QDialog { background: $surface; }
QSplitter::handle { background: $line; }
""")

_LENGTHS = (2, 4, 6, 8, 12, 14, 16, 24, 25, 31, 35)
_COLOURS = (
    *("window", "surface", "surface2", "raised", "rail", "railText"),
    *("text", "text2", "text3", "disabled"),
    *("line", "control", "primary", "primaryHover", "onPrimary", "selection", "link"),
    *("danger", "warning", "success", "neutral", "neutralBg"),
)


def style_sheet(theme: Theme) -> str:
    """The style sheet of a theme."""
    values: dict[str, object] = {name: theme.hex(name) for name in _COLOURS}
    values |= {f"p{length}": theme.px(length) for length in _LENGTHS}
    values |= {
        f"f_{role}": theme.text_px(role) for role in ("label", "caption", "subtitle", "title")
    }
    values |= {
        "scheme": theme.scheme,
        "r_card": theme.radius("card"),
        "r_control": theme.radius("control"),
        "h_control": theme.size("control_height") - 2,
        "h_small": theme.px(24),
        "h_target": theme.size("target_min"),
    }
    return _SHEET.substitute(values)
