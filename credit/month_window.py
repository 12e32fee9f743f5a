"""The months a series looks at, counted back from a day that ends the last of them."""

from datetime import date, timedelta

from credit.calendar import days_after, days_before, month_end, months_after

__all__ = ["Window"]


class Window:
    """The months looked at, by place: 0 is everything before them, 1 the first month, the last one ends on `on`."""

    __slots__ = ("at_risk", "ends", "first", "last_day", "matured_by", "on")

    def __init__(self, on: date, months: int, at_risk_days: int) -> None:
        self.on = on
        self.first = on.year * 12 + on.month - months
        self.last_day = 31 if on == month_end(on) else on.day
        """Day of the month each place ends on, where the month has so many days."""
        self.ends = [_ending(self.first + place, self.last_day) for place in range(months + 1)]
        self.at_risk = timedelta(days=at_risk_days)
        self.matured_by = days_before(on, at_risk_days)

    def place(self, day: date) -> int:
        """Place of a day; beyond the last one where it lies after the window."""
        return max(day.year * 12 + day.month - self.first + (day.day > self.last_day), 0)


def _ending(index: int, day: int) -> date:
    """This day of the month of this index, counted year x 12 + month, or its last; the first day there is where there is none."""
    first = months_after(date.min, index - 13)
    return min(days_after(first, day - 1), month_end(first)) if index > 12 else date.min
