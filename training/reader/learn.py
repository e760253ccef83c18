"""Training: batches, losses, and one run over examples."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from tallystick.models.labels import FIELDS, KINDS, NAMED_ALIKE
from tallystick.models.pairs import pair_features, position_of
from training.reader.data import ACT_FIELD, SOURCE_FIELD, Example, Marked
from training.reader.network import ReaderNetwork, pooled

COVERED = 0.06
LEFT_OUT = 0.08  # share of the annotated spans that a window's heads are not shown, as if the tags had missed them
FALSE_FINDS = 0.3  # most false finds beside them, as a share of the spans
LONGEST_FIND = 8  # pieces
SHORT, SHORT_MORE = 96, 4  # pieces of a window, and how many times more windows of up to so many make one batch
MASK, LAST_MARK = 103, 999  # the encoder's vocabulary: pieces up to 999 are marks and unused


@dataclass(frozen=True, slots=True)
class Plan:
    """How one run learns; rates per step of AdamW, linear warm-up and decay."""

    epochs: int = 12
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    batch: int = 4
    seed: int = 20261126


def batches(examples: Sequence[Example], *, size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of like length, in random order; of single sentences there are more in one."""
    keyed = sorted(examples, key=lambda e: len(e.ids) + rng.random() * 40)
    short = sum(len(e.ids) <= SHORT for e in keyed)
    short -= short % (SHORT_MORE * size)
    groups = [keyed[at : at + SHORT_MORE * size] for at in range(0, short, SHORT_MORE * size)]
    groups += [keyed[at : at + size] for at in range(short, len(keyed), size)]
    rng.shuffle(groups)
    yield from groups


def tensors(group: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ids, shapes, mask, tags (batch, pieces, fields); tags are -100 where nothing is to be learned."""
    longest = max(len(e.ids) for e in group)
    ids = torch.zeros((len(group), longest), dtype=torch.long)
    shapes = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    tags = torch.full((len(group), longest, len(FIELDS)), -100, dtype=torch.long)
    for row, example in enumerate(group):
        n = len(example.ids)
        ids[row, :n] = torch.tensor(example.ids)
        shapes[row, :n] = torch.tensor(example.shapes)
        mask[row, :n] = 1
        t = torch.tensor(example.tags, dtype=torch.long).T
        tags[row, :n] = torch.where(t < 0, torch.full_like(t, -100), t)
    return ids, shapes, mask, tags


def told_of(spans: Sequence[Marked]) -> tuple[Tensor, Tensor, Tensor]:
    """Of each span: its field, and the buckets of its place in the window and of its depth in the report."""
    return (
        torch.tensor([s.field for s in spans]),
        torch.tensor([position_of(s.first) for s in spans]),
        torch.tensor([s.depth for s in spans]),
    )


def pairs_of(spans: Sequence[Marked], pairs: Sequence[tuple[int, int]]) -> dict[str, Tensor]:
    """The features of pairs of spans of one window."""
    features = pair_features([s.first for s in spans], [s.sentence for s in spans], [s.field for s in spans], pairs)
    return {name: torch.from_numpy(row) for name, row in features.items()}


def alike_pairs(spans: Sequence[Marked]) -> list[tuple[int, int]]:
    """Pairs of spans that could name one and the same: both named in the annotation, and of fields that go together."""
    named = [i for i, s in enumerate(spans) if s.name]
    return [
        (i, j)
        for at, i in enumerate(named)
        for j in named[at + 1 :]
        if any({FIELDS[spans[i].field], FIELDS[spans[j].field]} <= group for group in NAMED_ALIKE)
    ]


def covered(ids: Tensor, rng: random.Random) -> Tensor:
    """The ids with a share of the pieces covered up, so that no single word is relied on."""
    seed = torch.Generator().manual_seed(rng.getrandbits(40))
    hit = (torch.rand(ids.shape, generator=seed) < COVERED) & (ids > LAST_MARK)
    return torch.where(hit, torch.full_like(ids, MASK), ids)


def false_finds(example: Example, logits: Tensor, rng: random.Random) -> list[Marked]:
    """Spans the tags come nearest to finding where the annotation has none, from tag logits (pieces, fields, 3).

    The heads must tell them from true ones at run time. Where one overlaps an annotated span of its field it is that
    span with other ends, and is told as such.
    """
    wanted = round(rng.random() * 2 * FALSE_FINDS * len(example.spans)) or 1
    odds = torch.log_softmax(logits, dim=-1)
    n = len(example.ids)
    begins = (odds[1 : n - 1, :, 1] + torch.rand(n - 2, len(FIELDS)) * 2).clone()
    held = torch.tensor(example.tags)[:, 1 : n - 1].T == 1
    begins[held] = -math.inf
    goes_on = (odds[:, :, 2] > odds[:, :, 0]).tolist()
    out: list[Marked] = []
    for at in torch.topk(begins.flatten(), min(wanted, begins.numel())).indices.tolist():
        first, name = at // len(FIELDS) + 1, at % len(FIELDS)
        last = first
        while (
            last + 1 < n - 1
            and last - first < LONGEST_FIND
            and goes_on[last + 1][name]
            and example.sentences[last + 1] == example.sentences[first]
        ):
            last += 1
        alike = [s for s in example.spans if s.field == name and s.first <= last and first <= s.last]
        if alike:
            out.append(replace(alike[0], first=first, last=last))
        else:
            out.append(
                Marked(
                    first=first,
                    last=last,
                    field=name,
                    sentence=example.sentences[first],
                    depth=example.depths[first],
                    kinds={"found": 0},
                )
            )
    return out


def shown_spans(example: Example, logits: Tensor, rng: random.Random) -> list[Marked]:
    """The spans that the heads learn from: most of the annotated ones, and false finds beside them."""
    kept = [replace(s, kinds={**s.kinds, "found": 1}) for s in example.spans if rng.random() >= LEFT_OUT]
    here = {(s.first, s.last, s.field) for s in example.spans}
    false = {(s.first, s.last, s.field): s for s in false_finds(example, logits, rng)}
    return sorted([*kept, *(s for at, s in false.items() if at not in here)], key=lambda s: (s.first, s.last, s.field))


def losses(net: ReaderNetwork, group: Sequence[Example], weight: Tensor, rng: random.Random) -> dict[str, Tensor]:
    """The loss of each head over one batch."""
    ids, shapes, mask, tags = tensors(group)
    hidden = net.encode(covered(ids, rng), shapes, mask)
    logits = net.tag(hidden)
    out = {"tags": F.cross_entropy(logits.reshape(-1, 3), tags.reshape(-1), weight=weight, ignore_index=-100)}
    kinds: list[Tensor] = []
    gold_kinds: list[dict[str, int]] = []
    sums: dict[str, list[Tensor]] = {"belongs": [], "same": [], "stands_on": [], "corefers": []}
    for row, example in enumerate(group):
        if not example.spans:
            continue
        spans = shown_spans(example, logits[row, : len(example.ids)].detach(), rng)
        alone, rows = net.mixer(net.drop(pooled(hidden[row], spans)), *told_of(spans))
        acts = [i for i, s in enumerate(spans) if s.field == ACT_FIELD]
        sources = [i for i, s in enumerate(spans) if s.field == SOURCE_FIELD]
        args = [i for i, s in enumerate(spans) if s.field not in (ACT_FIELD, SOURCE_FIELD)]
        typed = [i for i, s in enumerate(spans) if s.kinds]
        if typed:
            kinds.append(net.kinds(torch.cat([alone[typed], rows[typed]], dim=1)))
            gold_kinds += [spans[i].kinds for i in typed]
        for name, left, right in (("belongs", args, acts), ("same", acts, acts), ("stands_on", args, sources)):
            pairs = [(i, j) for i in left for j in right if name != "same" or i < j]
            if not pairs:
                continue
            head = getattr(net, name)
            ls, rs = [i for i, _ in pairs], [j for _, j in pairs]
            of = [spans[i].sources if name == "stands_on" else spans[i].accounts for i in ls]
            gold = torch.tensor([float(bool(a & spans[j].accounts)) for a, j in zip(of, rs, strict=True)])
            score = head(rows[ls], rows[rs], **pairs_of(spans, pairs))
            sums[name].append(F.binary_cross_entropy_with_logits(score, gold, reduction="none"))
        alike = alike_pairs(spans)
        if alike:
            ls, rs = [i for i, _ in alike], [j for _, j in alike]
            gold = torch.tensor([float(spans[i].name == spans[j].name) for i, j in alike])
            score = net.corefers(rows[ls], rows[rs], **pairs_of(spans, alike))
            sums["corefers"].append(F.binary_cross_entropy_with_logits(score, gold, reduction="none"))
    if kinds:
        said = torch.cat(kinds)
        at = 0
        for name, words in KINDS.items():
            have = [k for k, gold in enumerate(gold_kinds) if name in gold]
            if have:
                gold = torch.tensor([gold_kinds[k][name] for k in have])
                out[name] = F.cross_entropy(said[have, at : at + len(words)], gold, label_smoothing=0.03)
            at += len(words)
    for name, parts in sums.items():
        if parts:
            out[name] = torch.cat(parts).mean()
    return out


WEIGHTS = {
    "tags": 25.0,
    "type": 1.6,
    "modality": 0.4,
    "standing": 0.4,
    "clarity": 0.25,
    "effect": 0.2,
    "means": 0.2,
    "actor": 0.2,
    "unit": 0.1,
    "source": 0.2,
    "named": 0.1,
    "denied": 0.2,
    "belongs": 2.0,
    "same": 2.0,
    "stands_on": 1.0,
    "corefers": 0.7,
    "group": 0.4,
    "found": 0.8,
}


def learn(
    net: ReaderNetwork, examples_of_round: Callable[[int], list[Example]], plan: Plan, *, say: Callable[[str], Any]
) -> None:
    """Train in place, on the windows that each round gives."""
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    encoder = [p for n, p in net.named_parameters() if n.startswith("encoder.") and "word_embeddings" not in n]
    words = [p for n, p in net.named_parameters() if "word_embeddings" in n]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    for p in words:
        p.requires_grad_(False)  # frozen: a third faster, and words that no training report holds keep their place
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    first = examples_of_round(0)
    steps = plan.epochs * len(list(batches(first, size=plan.batch, rng=random.Random(0))))
    warm = max(1, steps // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / warm) * max(0.02, 1 - s / max(1, steps))
    )
    weight = torch.tensor([1.0, 1.6, 1.3])
    net.train()
    began = time.monotonic()
    step = 0
    for epoch in range(plan.epochs):
        totals: dict[str, float] = {}
        count = 0
        for group in batches(examples_of_round(epoch), size=plan.batch, rng=rng):
            parts = losses(net, group, weight, rng)
            loss = sum(WEIGHTS[name] * value for name, value in parts.items())
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            count += 1
            for name, value in parts.items():
                totals[name] = totals.get(name, 0.0) + float(value.detach())
        took = time.monotonic() - began
        say(
            f"epoch {epoch + 1}/{plan.epochs} {took:.0f} s "
            + " ".join(f"{name} {value / count:.4f}" for name, value in totals.items())
        )
    net.eval()
