import msgspec

from tallystick.records.account import Claim
from tallystick.records.encoding import claim_from_jsonable, json_bytes
from tallystick.records.referent import Moment
from tallystick.records.vocabulary import ClaimField, TimePrecision

CLAIM = Claim(
    id="clm-1",
    field=ClaimField.TIME,
    value=Moment(edtf="2024-05-05", earliest="2024-05-05", latest="2024-05-05", precision=TimePrecision.DAY),
    surface="on Sunday",
    start=3,
    end=12,
    score=0.913,
)


def test_a_claim_comes_back_with_its_score():
    assert claim_from_jsonable(msgspec.json.decode(json_bytes(CLAIM))) == CLAIM


def test_a_claim_of_an_older_store_has_no_score():
    plain = msgspec.json.decode(json_bytes(CLAIM))
    del plain["score"]
    assert claim_from_jsonable(plain).score is None
