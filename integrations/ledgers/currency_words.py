"""Words and codes by which a column of currencies is known."""

__all__ = ["CODES", "MONIES"]

MONIES = {
    **dict.fromkeys(("人民币", "人民币元", "RMB", "CNH", "人民元"), "CNY"),
    **dict.fromkeys(("港币", "港元", "香港ドル"), "HKD"),
    **dict.fromkeys(("美元", "US$", "米ドル"), "USD"),
    **dict.fromkeys(("欧元", "€", "ユーロ"), "EUR"),
    **dict.fromkeys(("英镑", "£", "英ポンド"), "GBP"),
    **dict.fromkeys(("日元", "円", "日本円"), "JPY"),
    **dict.fromkeys(("澳元", "豪ドル"), "AUD"),
    **dict.fromkeys(("加元",), "CAD"),
    **dict.fromkeys(("新加坡元",), "SGD"),
}
"""Words for a currency that are no code."""
_NAMED = """
USD EUR GBP CNY JPY HKD AUD CAD CHF SEK NOK DKK PLN CZK HUF RON TRY RUB INR SGD MYR THB IDR PHP VND KRW TWD NZD ZAR BRL MXN
AED SAR QAR KWD BHD OMR JOD EGP ILS NGN KES GHS MAD TND DZD CLP COP PEN ARS UYU BDT PKR LKR UAH KZT GEL BGN ISK
"""
CODES = frozenset(_NAMED.split())
