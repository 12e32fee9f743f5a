"""How each figure is reckoned, in words: its name, its formula, and where the formula comes from.

Whoever asks about a figure reads these beside the inputs of the day. The sources are the field's own: standards, bureaus,
courts and the pages that publish a formula.
"""

from collections.abc import Mapping

from wording.formulas.formula import Formula
from wording.formulas.house import HOUSE
from wording.formulas.inputs import input_name
from wording.formulas.models import MODELS
from wording.formulas.owed import OWED
from wording.formulas.pay import PAY
from wording.formulas.process import PROCESS
from wording.formulas.risk import RISK
from wording.formulas.work import WORK

__all__ = ["FORMULAS", "Formula", "input_name"]

FORMULAS: Mapping[str, Formula] = {**HOUSE, **OWED, **PAY, **RISK, **MODELS, **WORK, **PROCESS}
