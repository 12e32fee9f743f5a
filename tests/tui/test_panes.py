"""Walking from the list to a pane and back: who has the keys is seen and said."""

from tests.tui.desks import desk, drawn, opened, said, typed


async def test_whoever_walks_to_a_pane_is_told_that_the_keys_are_its_own() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "tab")
        assert said(app).startswith("The keys that move scroll this pane")
        assert " lines 1-" in "\n".join(drawn(app))
        await typed(pilot, "tab")
        assert (said(app), " lines 1-" in "\n".join(drawn(app))) == ("", False)
