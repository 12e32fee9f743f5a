"""When a buyer may be called: in the hours of its own clock, told on the house's clock too (TRADE.md 4.2 and 5).

A country that spans several zones is called while it is a working hour in all of them, for nobody wrote down where in it the
buyer sits. Without a country, and where no hour is one in all its zones, there is no answer: the house's clock is not its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from credit.thresholds import Stepping

__all__ = ["ZONES", "CallHours", "call_hours", "sole_zone"]


@dataclass(frozen=True, slots=True)
class CallHours:
    """From when until when a buyer may be called on one day of its own calendar."""

    opens: datetime
    """With the zone of the buyer; of several, that of its country's centre of trade."""
    closes: datetime
    several: bool = False
    """Whether the country spans several zones, so that the hours are narrower than a day's work."""

    @property
    def zone(self) -> str:
        """Name of the zone they are told in."""
        return str(self.opens.tzinfo)

    def open_at(self, now: datetime) -> bool:
        """Whether a call may be made at `now`, a moment with its zone."""
        return self.opens <= now < self.closes


def call_hours(country: str, day: date, policy: Stepping) -> CallHours | None:
    """When a buyer of `country` may be called on its `day`; `None` where its clock is not known, or no hour fits."""
    zones = [_zone(name) for name in ZONES.get(country.upper(), ())]
    known = [zone for zone in zones if zone is not None]
    if not known or len(known) < len(zones) or policy.calls_until_hour <= policy.calls_from_hour:
        return None
    opens = max(_at(day, policy.calls_from_hour, zone) for zone in known)
    closes = min(_at(day, policy.calls_until_hour, zone) for zone in known)
    told_in = known[0]
    return CallHours(opens.astimezone(told_in), closes.astimezone(told_in), len(known) > 1) if opens < closes else None


def sole_zone(country: str) -> ZoneInfo | None:
    """The zone of a country that has one; `None` for one of several, and one nobody knows."""
    names = ZONES.get(country.upper(), ())
    return _zone(names[0]) if len(names) == 1 else None


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """An hour from 0 to 24 of a day of the zone, as a moment."""
    begun = datetime.combine(day, time(hour % 24)) + timedelta(days=hour // 24)
    return begun.replace(tzinfo=zone).astimezone(UTC)


@lru_cache(512)
def _zone(name: str) -> ZoneInfo | None:
    """The zone, where this machine knows it."""
    try:
        return ZoneInfo(name)
    except (OSError, KeyError):  # a machine without the table of zones, or with an older one
        return None


_TABLE = """
AD Europe/Andorra; AE Asia/Dubai; AF Asia/Kabul; AG America/Antigua; AI America/Anguilla; AL Europe/Tirane; AM Asia/Yerevan;
AO Africa/Luanda; AR America/Argentina/Buenos_Aires; AS Pacific/Pago_Pago; AT Europe/Vienna;
AU Australia/Sydney Australia/Brisbane Australia/Adelaide Australia/Darwin Australia/Perth; AW America/Aruba;
AX Europe/Mariehamn; AZ Asia/Baku; BA Europe/Sarajevo; BB America/Barbados; BD Asia/Dhaka; BE Europe/Brussels;
BF Africa/Ouagadougou; BG Europe/Sofia; BH Asia/Bahrain; BI Africa/Bujumbura; BJ Africa/Porto-Novo; BL America/St_Barthelemy;
BM Atlantic/Bermuda; BN Asia/Brunei; BO America/La_Paz; BQ America/Kralendijk;
BR America/Sao_Paulo America/Manaus America/Rio_Branco; BS America/Nassau; BT Asia/Thimphu; BW Africa/Gaborone;
BY Europe/Minsk; BZ America/Belize;
CA America/Toronto America/Halifax America/St_Johns America/Winnipeg America/Edmonton America/Vancouver; CC Indian/Cocos;
CD Africa/Kinshasa Africa/Lubumbashi; CF Africa/Bangui; CG Africa/Brazzaville; CH Europe/Zurich; CI Africa/Abidjan;
CK Pacific/Rarotonga; CL America/Santiago; CM Africa/Douala; CN Asia/Shanghai; CO America/Bogota; CR America/Costa_Rica;
CU America/Havana; CV Atlantic/Cape_Verde; CW America/Curacao; CX Indian/Christmas; CY Asia/Nicosia; CZ Europe/Prague;
DE Europe/Berlin; DJ Africa/Djibouti; DK Europe/Copenhagen; DM America/Dominica; DO America/Santo_Domingo; DZ Africa/Algiers;
EC America/Guayaquil; EE Europe/Tallinn; EG Africa/Cairo; EH Africa/El_Aaiun; ER Africa/Asmara; ES Europe/Madrid;
ET Africa/Addis_Ababa; FI Europe/Helsinki; FJ Pacific/Fiji; FK Atlantic/Stanley; FM Pacific/Chuuk Pacific/Pohnpei;
FO Atlantic/Faroe; FR Europe/Paris; GA Africa/Libreville; GB Europe/London; GD America/Grenada; GE Asia/Tbilisi;
GF America/Cayenne; GG Europe/Guernsey; GH Africa/Accra; GI Europe/Gibraltar; GL America/Nuuk; GM Africa/Banjul;
GN Africa/Conakry; GP America/Guadeloupe; GQ Africa/Malabo; GR Europe/Athens; GT America/Guatemala; GU Pacific/Guam;
GW Africa/Bissau; GY America/Guyana; HK Asia/Hong_Kong; HN America/Tegucigalpa; HR Europe/Zagreb; HT America/Port-au-Prince;
HU Europe/Budapest; ID Asia/Jakarta Asia/Makassar Asia/Jayapura; IE Europe/Dublin; IL Asia/Jerusalem; IM Europe/Isle_of_Man;
IN Asia/Kolkata; IQ Asia/Baghdad; IR Asia/Tehran; IS Atlantic/Reykjavik; IT Europe/Rome; JE Europe/Jersey;
JM America/Jamaica; JO Asia/Amman; JP Asia/Tokyo; KE Africa/Nairobi; KG Asia/Bishkek; KH Asia/Phnom_Penh;
KI Pacific/Tarawa Pacific/Kanton Pacific/Kiritimati; KM Indian/Comoro; KN America/St_Kitts; KP Asia/Pyongyang; KR Asia/Seoul;
KW Asia/Kuwait; KY America/Cayman; KZ Asia/Almaty Asia/Qyzylorda; LA Asia/Vientiane; LB Asia/Beirut; LC America/St_Lucia;
LI Europe/Vaduz; LK Asia/Colombo; LR Africa/Monrovia; LS Africa/Maseru; LT Europe/Vilnius; LU Europe/Luxembourg;
LV Europe/Riga; LY Africa/Tripoli; MA Africa/Casablanca; MC Europe/Monaco; MD Europe/Chisinau; ME Europe/Podgorica;
MF America/Marigot; MG Indian/Antananarivo; MH Pacific/Majuro; MK Europe/Skopje; ML Africa/Bamako; MM Asia/Yangon;
MN Asia/Ulaanbaatar Asia/Hovd; MO Asia/Macau; MP Pacific/Saipan; MQ America/Martinique; MR Africa/Nouakchott;
MS America/Montserrat; MT Europe/Malta; MU Indian/Mauritius; MV Indian/Maldives; MW Africa/Blantyre;
MX America/Mexico_City America/Cancun America/Hermosillo America/Tijuana; MY Asia/Kuala_Lumpur; MZ Africa/Maputo;
NA Africa/Windhoek; NC Pacific/Noumea; NE Africa/Niamey; NF Pacific/Norfolk; NG Africa/Lagos; NI America/Managua;
NL Europe/Amsterdam; NO Europe/Oslo; NP Asia/Kathmandu; NR Pacific/Nauru; NU Pacific/Niue; NZ Pacific/Auckland;
OM Asia/Muscat; PA America/Panama; PE America/Lima; PF Pacific/Tahiti Pacific/Marquesas Pacific/Gambier;
PG Pacific/Port_Moresby Pacific/Bougainville; PH Asia/Manila; PK Asia/Karachi; PL Europe/Warsaw; PM America/Miquelon;
PN Pacific/Pitcairn; PR America/Puerto_Rico; PS Asia/Gaza; PT Europe/Lisbon; PW Pacific/Palau; PY America/Asuncion;
QA Asia/Qatar; RE Indian/Reunion; RO Europe/Bucharest; RS Europe/Belgrade;
RU Europe/Moscow Europe/Kaliningrad Asia/Yekaterinburg Asia/Novosibirsk Asia/Vladivostok Asia/Kamchatka; RW Africa/Kigali;
SA Asia/Riyadh; SB Pacific/Guadalcanal; SC Indian/Mahe; SD Africa/Khartoum; SE Europe/Stockholm; SG Asia/Singapore;
SH Atlantic/St_Helena; SI Europe/Ljubljana; SJ Arctic/Longyearbyen; SK Europe/Bratislava; SL Africa/Freetown;
SM Europe/San_Marino; SN Africa/Dakar; SO Africa/Mogadishu; SR America/Paramaribo; SS Africa/Juba; ST Africa/Sao_Tome;
SV America/El_Salvador; SX America/Lower_Princes; SY Asia/Damascus; SZ Africa/Mbabane; TC America/Grand_Turk;
TD Africa/Ndjamena; TG Africa/Lome; TH Asia/Bangkok; TJ Asia/Dushanbe; TK Pacific/Fakaofo; TL Asia/Dili; TM Asia/Ashgabat;
TN Africa/Tunis; TO Pacific/Tongatapu; TR Europe/Istanbul; TT America/Port_of_Spain; TV Pacific/Funafuti; TW Asia/Taipei;
TZ Africa/Dar_es_Salaam; UA Europe/Kyiv; UG Africa/Kampala;
US America/New_York America/Chicago America/Denver America/Los_Angeles; UY America/Montevideo; UZ Asia/Samarkand;
VA Europe/Vatican; VC America/St_Vincent; VE America/Caracas; VG America/Tortola; VI America/St_Thomas; VN Asia/Ho_Chi_Minh;
VU Pacific/Efate; WF Pacific/Wallis; WS Pacific/Apia; YE Asia/Aden; YT Indian/Mayotte; ZA Africa/Johannesburg;
ZM Africa/Lusaka; ZW Africa/Harare
"""
"""Zones by country (zone.tab of the IANA time zone database), those that keep the same time taken as one, the centre of trade
first. Left out are far parts few buyers sit in: Alaska and Hawaii, the Azores, Easter Island, and Xinjiang's own time."""
ZONES: Mapping[str, tuple[str, ...]] = {row.split()[0]: tuple(row.split()[1:]) for row in _TABLE.split(";")}
