"""The UN sales convention (CISG): between which countries it rules what a late buyer owes, and for contracts of which day.

It holds for contracts concluded on or after the day on which it came into force for both states (art. 1 and 100). Interest is
in its part III (art. 78): a state that left that part out (art. 92) is none of its states here, and states that declared the
convention away between themselves (art. 94), or are one state, have none between them.
"""

from collections.abc import Mapping, Sequence
from datetime import date

__all__ = ["APART", "IN_FORCE", "convention_holds"]


def _table(text: str) -> dict[str, date]:
    rows = (line.split() for line in text.strip().splitlines())
    return {country: date.fromisoformat(day) for day, *countries in rows for country in countries}


READ = """
1988-01-01 AR CN EG FR HU IT LS SY US ZM
1989-01-01 AT FI MX SE
1989-04-01 AU
1989-08-01 NO
1990-03-01 DK
1990-11-01 BY
1991-01-01 DE
1991-03-01 CH CL
1991-04-01 IQ
1991-08-01 BG
1991-10-08 HR
1992-02-01 GN
1992-03-06 BA
1992-05-01 CA
1993-01-01 CZ
1993-02-01 EC
1994-10-01 EE
1995-09-01 GE
1995-10-01 NZ
1995-12-01 CU
1997-11-01 BE
1999-02-01 GR
1999-10-01 BI
2002-06-01 IS
2002-08-01 CO
2003-02-01 IL
2003-11-01 HN
2006-01-01 GA
2006-04-01 CY
2006-06-03 ME
2007-02-01 PY
2007-12-01 SV
2009-08-01 JP
2010-01-01 AM
2010-06-01 AL
2011-07-01 DO
2011-08-01 TR
2012-08-01 BJ
2014-04-01 BR
2014-10-01 BH
2015-07-01 CG
2017-06-01 AZ
2018-11-01 CM
2021-10-01 PT
2022-12-01 HK
"""
"""[S] Copies of UNCITRAL's status table of 2011 and 2017 (cisgvn), its press releases, cisg-online, cisgnordic, JBl 1989, 487.

The copies contradict each other on two: Albania (here 13 May 2009 and the twelve months of art. 99) and Egypt (6 December 1982,
one of those that brought the convention into force).
"""
TOLD = """
1991-02-01 UA
1991-06-25 SI
1991-08-01 ES
1991-09-01 RU
1991-11-17 MK
1992-01-01 NL
1992-04-27 RS
1992-06-01 RO
1993-01-01 SK
1993-03-01 UG
1995-11-01 MD
1996-02-01 LT
1996-03-01 SG
1996-06-01 PL
1997-12-01 UZ
1998-02-01 LU
1998-08-01 LV
1999-01-01 MN
2000-02-01 UY
2000-04-01 PE
2000-06-01 KG
2000-09-01 MR
2001-10-01 VC
2005-03-01 KR
2006-10-01 LR
2009-12-01 LB
2013-03-01 SM
2015-10-01 GY MG
2017-01-01 VN
2018-07-01 FJ
2018-08-01 CR
2019-01-01 PS
2020-04-01 KP
2020-05-01 LI
2020-10-01 LA
2021-01-01 GT
2023-06-01 TM
2024-10-01 RW
"""
"""[K] States of the Pace law school's list of 97; their days were not read."""
IN_FORCE: Mapping[str, date] = dict(sorted({**_table(READ), **_table(TOLD)}.items()))
"""Day from which part III holds, by country. Hong Kong is China's by a declaration; Saudi Arabia left part III out."""
APART: tuple[tuple[str, ...], ...] = (("DK", "FI", "IS", "NO", "SE"), ("CN", "HK"))
"""Countries between which it does not hold: the Nordic declarations (art. 94) [S], and one state with its territory [K]."""


def convention_holds(
    seller: str, buyer: str, contract_on: date, in_force: Mapping[str, date], apart: Sequence[Sequence[str]]
) -> bool:
    """Whether part III rules a contract of this day between parties in these two countries."""
    if seller == buyer or any(seller in group and buyer in group for group in apart):
        return False
    return all(country in in_force and in_force[country] <= contract_on for country in (seller, buyer))
