"""Who is in the invented book: buyers with names in two languages, their countries, and the part each of them plays.

The first buyers are the desk's cases, one of each kind, so that every class, lane and gate has a face; the rest pay as
buyers do. All names are made up from syllables and trades; a number of the form 9910xxxx is no company's.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["CAST", "Buyer", "Land", "Part", "buyer_of", "company_number", "place_of"]


class Part(StrEnum):
    """What a buyer is there to show."""

    OLD_FRIEND = "old_friend"
    """Eleven years of business, tails since this winter, and a petition that a refreshed report finds."""
    PETITIONED = "petitioned"
    DEAD = "dead"
    COVERED = "covered"
    """Insured, and the insurer's notice runs out within days."""
    NOTIFIED = "notified"
    SILENT = "silent"
    BREAKING = "breaking"
    PROMISING = "promising"
    KEEPING = "keeping"
    DISPUTING = "disputing"
    RESTING = "resting"
    UNAPPLIED = "unapplied"
    AGEING = "ageing"
    OLD_DEBT = "old_debt"
    TAILS = "tails"
    WORSENING = "worsening"
    OVER_LIMIT = "over_limit"
    POTENTIAL = "potential"
    ASSET_RICH = "asset_rich"
    REFUSED = "refused"
    """The embedded provider never gives its report."""
    SLOW = "slow"
    """The embedded provider takes its time."""
    UNREGISTERED = "unregistered"
    """Nobody wrote down its company number."""
    NO_LIMIT = "no_limit"
    ORDINARY = "ordinary"


CAST = tuple(part for part in Part if part is not Part.ORDINARY)
"""Parts of the first buyers, in their order; every further buyer is ordinary."""


@dataclass(frozen=True, slots=True)
class Land:
    """A country, the form its companies take, and the currency they are invoiced in."""

    code: str
    form: str
    currency: str


@dataclass(frozen=True, slots=True)
class Buyer:
    """One buyer before anything has been traded."""

    place: int
    """Counted from 1."""
    part: Part
    name: str
    name_local: str
    land: Land
    industry: str

    @property
    def id(self) -> str:
        """The exporter's own number for it."""
        return f"B{self.place:03d}"

    @property
    def number(self) -> str:
        """Its company number, empty where nobody wrote it down."""
        return "" if self.part is Part.UNREGISTERED else company_number(self.place)

    @property
    def email(self) -> str:
        """Where its bills are paid."""
        return f"ap@{self.name.split()[0].lower()}{self.place}.example"


LANDS = (
    Land("GB", "Ltd", "GBP"),
    Land("US", "Inc.", "USD"),
    Land("DE", "GmbH", "EUR"),
    Land("JP", "KK", "JPY"),
    Land("BR", "Ltda.", "USD"),
    Land("FR", "SAS", "EUR"),
    Land("AE", "FZE", "USD"),
    Land("AU", "Pty Ltd", "USD"),
    Land("PL", "Sp. z o.o.", "EUR"),
    Land("MX", "SA de CV", "USD"),
    Land("NG", "Ltd", "USD"),
    Land("VN", "Co. Ltd", "USD"),
    Land("CA", "Inc.", "USD"),
    Land("NL", "B.V.", "EUR"),
)
_LAND_OF = {
    Part.OLD_FRIEND: Land("GB", "Ltd", "USD"),
    Part.COVERED: LANDS[1],
    Part.TAILS: LANDS[3],
    Part.DEAD: LANDS[0],
    Part.PETITIONED: LANDS[0],
}
STEMS = (
    ("Alvermoor", "阿尔弗莫尔"), ("Brindlecote", "布林德科特"), ("Corravane", "科拉文"), ("Dunmarrow", "邓马罗"),
    ("Elsinthorpe", "埃尔辛索普"), ("Farrowdene", "法罗登"), ("Gantrelle", "甘特雷尔"), ("Hexholme", "赫克斯霍姆"),
    ("Ivarsund", "伊瓦松德"), ("Jorvelle", "约维尔"), ("Kestramar", "凯斯特拉马"), ("Lumbrosa", "伦布罗萨"),
    ("Marlensee", "马伦湖"), ("Norvanto", "诺万托"), ("Oakrellin", "奥克雷林"), ("Pellaström", "佩拉斯特罗姆"),
    ("Quenby Vale", "昆比谷"), ("Rostavik", "罗斯塔维克"), ("Sambrooke", "桑布鲁克"), ("Tessandor", "特桑多"),
    ("Ulverane", "乌尔弗兰"), ("Vantorre", "万托雷"), ("Wexmouth", "韦克斯茅斯"), ("Yarrowick", "亚罗维克"),
    ("Zellenbach", "策伦巴赫"),
)  # fmt: skip
TRADES = (
    ("Homewares", "家居用品", "46.49"),
    ("Tools", "五金工具", "46.74"),
    ("Textiles", "纺织", "46.41"),
    ("Lighting", "照明", "46.47"),
    ("Toys", "玩具", "46.49"),
    ("Garden", "园艺", "46.61"),
    ("Kitchen", "厨具", "46.44"),
)


def company_number(place: int) -> str:
    """The company number of the buyer at `place`; eight digits up to 9,999 buyers."""
    return f"9910{place:04d}"


def place_of(number: str) -> int:
    """The place of the buyer of a company number; 0 for a number that is none of the book's."""
    return int(number[4:]) if number.startswith("9910") and number.isascii() and number.isdecimal() else 0


def buyer_of(place: int) -> Buyer:
    """The buyer at `place`, counted from 1; the same whatever the size of the book."""
    part = CAST[place - 1] if place <= len(CAST) else Part.ORDINARY
    stem, stem_local = STEMS[place * 7 % len(STEMS)]
    trade, trade_local, industry = TRADES[place * 3 % len(TRADES)]
    land = _LAND_OF.get(part, LANDS[place % len(LANDS)])
    # Names come round after as many buyers as there are pairs; a branch number then tells them apart.
    branch = (place - 1) // (len(STEMS) * len(TRADES))
    suffix = f" {branch + 1}" if branch else ""
    return Buyer(place, part, f"{stem} {trade}{suffix} {land.form}", f"{stem_local}{trade_local}有限公司{suffix}", land, industry)
