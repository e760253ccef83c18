from tallystick.records.account import rank_account

STANDS = {"standing": "main", "modality": "asserted", "values": [1, 2]}


def test_the_strongest_account_is_about_it_then_asserted_then_has_most_known_claims_then_the_least_id():
    told = {
        "acc-5": STANDS,
        "acc-4": STANDS,
        "acc-3": STANDS | {"values": [1, None, None]},
        "acc-2": STANDS | {"modality": "alleged", "values": [1, 2, 3]},
        "acc-1": STANDS | {"standing": "background", "values": [1, 2, 3]},
    }
    ranked = sorted(told, key=lambda id_: rank_account(id_=id_, **told[id_]))
    assert ranked == ["acc-4", "acc-5", "acc-3", "acc-2", "acc-1"]
