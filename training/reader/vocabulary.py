"""The encoder's vocabulary without unused marks and pieces of other scripts: 2,387 of its 30,522 word pieces."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper


def prune_vocabulary(folder: Path) -> int:
    """Leave out unused marks and pieces of other scripts, in tokenizer.json and encoder.onnx; how many went.

    The pieces that stay keep their order. A character left out is read as an unknown one.
    """
    path = folder / "tokenizer.json"
    tokenizer: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    vocabulary: dict[str, int] = tokenizer["model"]["vocab"]
    kept = [word for word, _ in sorted(vocabulary.items(), key=lambda item: item[1]) if _is_kept(word)]
    rows = np.array([vocabulary[word] for word in kept])
    new = {word: n for n, word in enumerate(kept)}
    tokenizer["model"]["vocab"] = new
    for token in tokenizer["added_tokens"]:
        token["id"] = new[token["content"]]
    for name, token in (tokenizer.get("post_processor") or {}).get("special_tokens", {}).items():
        token["ids"] = [new[name]]
    path.write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    model = onnx.load(str(folder / "encoder.onnx"))
    tables = [weight for weight in model.graph.initializer if weight.dims and weight.dims[0] == len(vocabulary)]
    if len(tables) != 1:
        raise SystemExit(f"expected one table of {len(vocabulary)} word pieces in encoder.onnx, found {len(tables)}")
    table = numpy_helper.to_array(tables[0])
    tables[0].CopyFrom(numpy_helper.from_array(np.ascontiguousarray(table[rows]), tables[0].name))
    onnx.save(model, str(folder / "encoder.onnx"))
    return len(vocabulary) - len(kept)


def _is_kept(word: str) -> bool:
    if word.startswith("[") and word.endswith("]") and len(word) > 1:
        return not word.startswith("[unused")
    return all(c.isascii() or not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in word.removeprefix("##"))
