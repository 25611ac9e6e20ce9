"""Chinese text for sorting and searching: pinyin, initials, bigrams."""

import re
import unicodedata
from functools import lru_cache

from pypinyin import lazy_pinyin, load_phrases_dict

# Readings that the general dictionary gets wrong in names of places and organizations.
_READINGS = {
    "长治": "cháng zhì",
    "长清": "cháng qīng",
    "长岛": "cháng dǎo",
    "长山": "cháng shān",
    "长子县": "zhǎng zǐ xiàn",
    "长江": "cháng jiāng",
    "长春": "cháng chūn",
    "长跑": "cháng pǎo",
    "长寿": "cháng shòu",
    "长者": "zhǎng zhě",
    "新都区": "xīn dū qū",
    "单县": "shàn xiàn",
    "莘县": "shēn xiàn",
    "东阿": "dōng ē",
    "乐陵": "lào líng",
    "乐亭": "lào tíng",
    "乐安": "lè ān",
    "茌平": "chí píng",
    "临朐": "lín qú",
    "无棣": "wú dì",
    "鄄城": "juàn chéng",
    "郯城": "tán chéng",
    "曲阜": "qū fù",
    "芝罘": "zhī fú",
    "牟平": "mù píng",
    "盂县": "yù xiàn",
    "洪洞": "hóng tóng",
    "隰县": "xí xiàn",
    "繁峙": "fán shì",
    "解州": "hài zhōu",
    "荥阳": "xíng yáng",
    "栎川": "lì chuān",
    "澄湾": "chéng wān",
    "行知": "xíng zhī",
    "行善": "xíng shàn",
    "行走": "xíng zǒu",
    "商会": "shāng huì",
    "会计": "kuài jì",
    "调解": "tiáo jiě",
    "参茸": "shēn róng",
    "率先": "shuài xiān",
    "重阳": "chóng yáng",
    "乐团": "yuè tuán",
    "声乐": "shēng yuè",
    "民乐": "mín yuè",
    "康乐": "kāng lè",
}
load_phrases_dict({word: [[s] for s in reading.split()] for word, reading in _READINGS.items()})


def _other(chunk: str) -> list[str]:
    """Characters without a reading: letters and digits one by one, punctuation dropped."""
    return [c for c in chunk.lower() if c.isalnum()]


@lru_cache(maxsize=16384)
def syllables(name: str) -> tuple[str, ...]:
    """One entry per character: 吕梁市 → lv, liang, shi."""
    return tuple(lazy_pinyin(unicodedata.normalize("NFKC", name), errors=_other))


def pinyin(name: str) -> str:
    """Full pinyin without tones and spaces, for sorting and searching: 吕梁市 → lvliangshi."""
    return "".join(syllables(name))


def initials(name: str) -> str:
    """First letters: 济南市慈善总会 → jnscszh."""
    return "".join(s[0] for s in syllables(name))


def bigrams(text: str) -> list[str]:
    """Distinct pairs of neighbours, as the database function zh_bigrams gives them; a lone character stands alone."""
    return sorted({text[i : i + 2] for i in range(max(len(text) - 1, 1))}) if text else []


def fold(text: str) -> str:
    """For comparing names: full-width forms folded, brackets unified, all white space gone."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


_SPACE = re.compile(r"[\s\u200b\ufeff]+")
