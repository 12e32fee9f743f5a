"""The first letters of a Chinese name in pinyin, as people type them: 浙江恒信 is `zjhx`.

The standard GB 2312-80 orders its first level, 3,755 characters, by pinyin: where a character stands tells its letter, and the
standard library knows where it stands. The 3,008 of the second level stand by radical, so their letters stand here, in that order
(readings of Unihan, `kMandarin`). A name is looked for by every reading of a character that names of firms and places use.
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import islice, product

__all__ = ["initials"]

_LETTERS = "abcdefghjklmnopqrstwxyz"
_FIRST = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6, 0xC5BE,
    0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
"""Code of the first character of the first level under each letter."""
_SECOND_LEVEL = 0xD8A1
_ROW = 94
"""Characters of a row of the standard; a code is the row and the place in it, each from 0xA1."""
_BY_RADICAL = (
    "cjwgnspgcgnegypbtyyzdxykygtzjnmjqmbsgzscyjsyyfpgkbzgydywjkgkljswkpjqhyjwrdzlsgmrypywwcckznkyygttngjeykkzytcjnmcy"
    "lqlypyqfqrpzslwbtgkjfyxjwzltbncxjjjjtxdttsqzycdxxhgckbphffsstybgmxlpbyllbhlxsmzmyjhsojnghdzqyklgjhsgqzhxqgkezzwy"
    "scscjxyeyxadzpmdssmzjzqjyzcjjfwqjbdzbxgznzcpwhkxhqkmwfbpbydtjzzkqhylygxfptyjyyzpszlfchmqshgmxxsxjyqdcsbbqbefsjyh"
    "wwgzkpylqbgldlcctnmayddkssngycsgxlyzaypnptsdkdylhgymylcxpycjndqjwqqxfyyfjlejpzrxccqwqqsbzkymgplbmjrqcflnymyqmsqt"
    "rbcjthztqfrxqhxmjjcjlxxgjmshzkbswyemyltxfsydsglycjqxsjnqbsctyhbftdcyjdjwyghqfrxwckqkxebptlpxjzsrmebwhjlbjslyysmd"
    "xlclqkxlhxjrzjmfqhxhwywsbhtrxxglhqhfnmgykldyxzpylggsmtcfpajjzyljtyanjgbjplqgdzyqyaxbkysecjsznslyzhzxlzcghpxzhzny"
    "tdsbcjkdlzyyfwydlebbgqyzkggldndnyskjshdlyxbcghxypkdjmmzngmmclgwzszxzjfznmlzzthcsydbdllscddnlkjykjsycjlkohqasdknh"
    "csganhdaashtcplcpqybsdmpjlpcjoqlcdhjjysprchnwjnlhlyyqyhwzptczgwwmzffjqqqqyxaclbhkdjxdgmmydjxzllsygxgkjrywzwyclzm"
    "ssjzldbydcpcxyhlxchyzjqsqqagmnyxpfrkssbjlyxysyglnscmhcwwmnzjjlxxhchsyzsttxrycyxbyhcsmxjsznpwgpxxtaybgajcxlyxdccw"
    "zocwkccsbnhcpdyznfcyytyckxkybsqkkytqqxfcwchcykelzqbsqyjqcclmthsywhmktlkjlycxwheqqhtqhqpqsqscfymmdmgbwhwlgsllystl"
    "mlxpthmjhwljzyhzjxhtxjlhxrswlwzjcbxmhzqxsdzpmgfcsglsxymjshxpjxwmyqksmyplrthbxftpmhyxlchlhlzylxgsssstclsldclrpbhz"
    "hxyyfhbmgdmycnqqwlqhjjcywjzyejjdhpblqxtqkwhlchqxagtlxljxmsljhtzkzjecxjcjnmfbycsfywybjzgnysdzsqyrsljpclpwxsdwejbj"
    "cbcnaytwgmpapclyqpclzxsbnmsggfnzjjbzsfzyndxhplqkzczwalsbccjxsyzgwkypsgxfzfcdkhjgxtlqfsgdslqwzkxtmhsbgzmjzrglyjbp"
    "mlmsxlzjqqhzyjczydjwbwjklddpmjegxyhylxhlqyqhkycwcjmyyxnatjhyccxzpcqlbzwwytwbqcmlpmyrjcccxfpznzzljplxxyztzlgdldck"
    "lyrzzgqtgjhhgjljaxfgfjzslcfdqzlclgjdjzsnzlljpjqdcclcjxmyzftsxgcgsbrzxjqqctzhgyqtjqqlzxjylylbcyamcstylpdjbyregklz"
    "yzhlyszqlznwczcllwjqjjjkdgjzolbbzppglghtgzxyjhzmycnqcycyhbhgxkamtxyxnbskyzzgjzlqjdfcjxdygjqjjpmgwgjjjpkqsbgbmmcj"
    "ssclpqpdxcdyykypcjddyygywrhjrtgznyqldkljszzgzqzjgdykshpzmtlcpwnjyfyzdjcnmwescyglbtzcgmssllyxysxsbsjsbbsgghfjlypm"
    "zjnlyywdqshzxtyywhmcyhywdbxbtlmsyyyfsxjcbdxxlhjhfssxzqhfzmzcztqcxzxrttdjhnnyzqqmtqdmmgyydxmjgdhcdyzbffallztdltfx"
    "mxqzdngwqdbdcdjdxbzgsqqddjcmbkzffxmkdmdsyyszcmljdsynsprskmkmpcklgtbqtfzswtfgglyplljzhgjjgypzltcsmcnbtjbqfkthbyzg"
    "kpbbymtdssxtbnpdkleycjnyddykzddhqhsdzsctarlltkzlgecllkjlqjaqnbdkkghpjtzqksecshalqfmmgjnlyjbbtmlyzxdcjpldlpcqdhzy"
    "cbzsczbzmsljflkrzjsnfrgjhxpdhyjybzgdlqcsezgxlblgyxtwmabchecmwyjyzlljjyhlgndjlslygkdzpzxjyyzlwcxszfgwyydlyhcljscm"
    "bjhblyzlycblydpdqysxqzbytdkyxjyycnrjmpdjgklcljbctbjddbblblczqrppxjcjlzcshltoljnmdddlngkathqhjhykheznmshrphqqjchg"
    "mfprxhjgdychghlyrzqlcyqjnzsqtkqjymszswlcfqqqxyfggyptqwlmcrnfkkfsyylqbmqammmyxctpshcptxxzzsmphpshmclmldqfyqxszyjd"
    "jjzzhqpdszglstjbckbxyqzysgpsxqzqzrqtbdkyxzkhhgflbcsmdldgdzdblzyycxnncsybzbfglzzxswmsccmqnjqsbdqsjtxxmbltxzclzshz"
    "cxrqjgjylxzfjphymzqqydfqjjlzznzjsdgzygctxmzysctlkphtxhtlbjxjlxscdqxcbbtjfqzfsltjbtkqbxxjjljchczdbzjdczjdcprnpqcj"
    "pfczlclzxzdmxmphjsgzgszzqjylwtjpfsyaxmcjbtzkycwmytzsjjlqcqlwzmalbxyfbpnlsfhtgjwejjxxglljstgshjqlzfkcgnndszfdeqfh"
    "bsaqtgylbxmmygszldydqmjjrgbjtkgdhgkblqkbdmbylxwcxyttybkmrtjzxqjbhlmhmjjzmqasldcyxyqdlqcafywyxqhz"
)
"""Letters of the second level in its order."""
_OTHERS = {
    "长": "z", "厦": "s", "曾": "c", "重": "c", "行": "h", "乐": "y", "单": "s", "解": "x", "盛": "c", "朝": "z", "会": "k",
    "贾": "g", "查": "z", "泊": "p", "区": "o", "省": "x", "万": "m", "石": "d", "仇": "q", "传": "z", "调": "t", "降": "x",
    "尉": "y", "翟": "d",
}  # fmt: skip
"""Second readings, where their letter is another."""
_MOST = 16
"""Readings of one name that are kept: four characters that are read in two ways."""


@lru_cache(maxsize=16384)
def initials(name: str) -> tuple[str, ...]:
    """The name by the first letters of its Chinese characters, once for each way it can be read; empty where it has none.

    What is no character of the standard stays as it is, in small letters; blanks are left out.
    """
    if name.isascii():
        return ()
    plain = "".join(name.split()).lower()
    ways = product(*map(_letters, plain))
    found = tuple("".join(way) for way in islice(ways, _MOST))
    return () if found == (plain,) else found


def _letters(char: str) -> str:
    """Letters a character may begin with: one, and another where it is read in two ways."""
    try:
        code = int.from_bytes(char.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return char
    if code < _FIRST[0]:
        return char  # a sign, or a letter of another script
    if code < _SECOND_LEVEL:
        return _LETTERS[bisect_right(_FIRST, code) - 1] + _OTHERS.get(char, "")
    row, place = divmod(code - _SECOND_LEVEL, 0x100)
    return _BY_RADICAL[row * _ROW + place] + _OTHERS.get(char, "")
