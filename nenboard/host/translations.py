"""Which languages the program has, and taking one of them."""

from nenboard.host import language, resources
from nenboard.host.errors import ResourceMissing


def available() -> tuple[str, ...]:
    """Codes of the languages with a catalogue, sorted; English needs none and is not listed."""
    try:
        folder = resources.path("translations")
    except ResourceMissing:
        return ()
    return tuple(sorted(file.parent.name for file in folder.glob("*/nenboard.po")))


def use(code: str | None) -> tuple[str, ...]:
    """Show the program in this language from now on; returns the texts refused.

    None, "en" and a language without a catalogue give English.
    """
    if code is None or code not in available():
        return language.use({})
    return language.use_file(resources.path("translations", code, "nenboard.po"))
