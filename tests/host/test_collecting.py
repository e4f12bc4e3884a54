"""The search for cycles is paused, and goes on as before."""

import gc

from nenboard.host import collecting


def test_the_search_is_paused_and_goes_on_afterwards() -> None:
    gc.enable()
    with collecting.paused():
        assert not gc.isenabled()
        with collecting.paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
