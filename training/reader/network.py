"""The network: one small encoder; heads for tags by field, kinds of acts, and which spans belong together.

The spans of a window look at one another (`SpanMixer`) before anything is said of them: what an act is, and which
toll is its own, shows in the spans beside it.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from tallystick.models.labels import DEPTHS, FIELDS, KINDS
from tallystick.models.pairs import BETWEEN, POSITIONS
from tallystick.models.windows import SHAPES

HIDDEN = 384
PAIR = 128
SPAN = 224
KIND_WIDTH = sum(map(len, KINDS.values()))


class ByteDropout(nn.Module):
    """Dropout whose coins are random bytes, which are quicker to draw than torch's on a processor."""

    def __init__(self, share: float, rng: np.random.Generator) -> None:
        super().__init__()
        self.least = round(share * 256)
        self.rng = rng

    def forward(self, x: Tensor) -> Tensor:
        """The input with a share of it at nought and the rest larger by as much; unchanged when not training."""
        if not self.training or not self.least:
            return x
        coins = torch.frombuffer(bytearray(self.rng.bytes(x.numel())), dtype=torch.uint8).view(x.shape)
        return x * (coins >= self.least) * (256 / (256 - self.least))


class MixLayer(nn.Module):
    """One round of attention among the spans of a window."""

    def __init__(self, heads: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.before = nn.LayerNorm(SPAN)
        self.ask = nn.Linear(SPAN, 3 * SPAN)
        self.out = nn.Linear(SPAN, SPAN)
        self.between = nn.LayerNorm(SPAN)
        self.wide = nn.Linear(SPAN, 2 * SPAN)
        self.narrow = nn.Linear(2 * SPAN, SPAN)
        self.drop = nn.Dropout(0.2)

    def forward(self, rows: Tensor) -> Tensor:
        """Rows (spans, features) to rows of the same shape."""
        split = self.ask(self.before(rows)).view(-1, 3, self.heads, SPAN // self.heads).permute(1, 2, 0, 3)
        weights = torch.softmax(split[0] @ split[1].transpose(1, 2) / math.sqrt(SPAN // self.heads), dim=-1)
        seen = (weights @ split[2]).permute(1, 0, 2).reshape(-1, SPAN)
        rows = rows + self.drop(self.out(seen))
        return rows + self.drop(self.narrow(torch.relu(self.wide(self.between(rows)))))


class SpanMixer(nn.Module):
    """The spans of one window, each with what it is and where it stands, after two rounds of looking at one another."""

    def __init__(self) -> None:
        super().__init__()
        self.span = nn.Sequential(nn.Linear(2 * HIDDEN, SPAN), nn.GELU())
        self.field = nn.Embedding(len(FIELDS), SPAN)
        self.position = nn.Embedding(POSITIONS, SPAN)
        self.depth = nn.Embedding(DEPTHS, SPAN)
        self.layers = nn.ModuleList([MixLayer(), MixLayer()])
        for table in (self.field, self.position, self.depth):
            nn.init.normal_(table.weight, std=0.1)

    def forward(self, pooled: Tensor, field: Tensor, position: Tensor, depth: Tensor) -> tuple[Tensor, Tensor]:
        """Rows (spans, features) of the spans of one window: before they look at one another, and after."""
        alone = self.span(pooled) + self.field(field) + self.position(position) + self.depth(depth)
        rows = alone
        for layer in self.layers:
            rows = layer(rows)
        return alone, rows


class PairHead(nn.Module):
    """Scores whether two spans belong together: sum and product of their projections, their fields, their distance."""

    def __init__(self) -> None:
        super().__init__()
        self.left = nn.Linear(SPAN, 2 * PAIR)
        self.right = nn.Linear(SPAN, 2 * PAIR)
        self.field = nn.Embedding(len(FIELDS), PAIR)
        self.distance = nn.Embedding(24, PAIR)
        self.sentences = nn.Embedding(11, PAIR)
        self.between = nn.Embedding(BETWEEN, PAIR)
        self.out = nn.Linear(2 * PAIR, 1)
        for table in (self.field, self.distance, self.sentences, self.between):
            nn.init.normal_(table.weight, std=0.05)
        self.drop = nn.Dropout(0.2)

    def forward(
        self, left: Tensor, right: Tensor, field: Tensor, distance: Tensor, sentences: Tensor, between: Tensor
    ) -> Tensor:
        """Logits of pairs given index-aligned rows (pairs, features)."""
        a, b = self.left(self.drop(left)), self.right(self.drop(right))
        where = self.field(field) + self.distance(distance) + self.sentences(sentences) + self.between(between)
        summed = torch.relu(a[:, :PAIR] + b[:, :PAIR] + where)
        return self.out(torch.cat([summed, a[:, PAIR:] * b[:, PAIR:]], dim=1)).squeeze(1)


class ReaderNetwork(nn.Module):
    """Encoder and heads; `seed` is of the dropout in training alone."""

    def __init__(self, folder: Path, *, seed: int = 0) -> None:
        super().__init__()
        # No dropout on attention: with it torch cannot take its fused attention, twice as fast.
        config = BertConfig.from_pretrained(folder, attention_probs_dropout_prob=0.0)
        self.encoder = BertModel.from_pretrained(
            folder, add_pooling_layer=False, config=config, attn_implementation="sdpa"
        )
        rng = np.random.default_rng(seed)
        for module in list(self.encoder.modules()):
            for name, child in module.named_children():
                if isinstance(child, nn.Dropout) and child.p:
                    setattr(module, name, ByteDropout(child.p, rng))
        old = self.encoder.embeddings.token_type_embeddings.weight.data
        wide = nn.Embedding(SHAPES, old.shape[1])
        wide.weight.data.copy_(old[:1].expand(SHAPES, -1))
        self.encoder.embeddings.token_type_embeddings = wide
        self.encoder.config.type_vocab_size = SHAPES
        self.tags = nn.Linear(HIDDEN, 3 * len(FIELDS))
        self.mixer = SpanMixer()
        self.kinds = nn.Sequential(nn.Linear(2 * SPAN, 192), nn.ReLU(), nn.Dropout(0.2), nn.Linear(192, KIND_WIDTH))
        self.belongs = PairHead()  # argument to act
        self.same = PairHead()  # act to act
        self.stands_on = PairHead()  # argument to source
        self.corefers = PairHead()  # words for a doer, target, source or place to others that name the same
        self.drop = nn.Dropout(0.1)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        """Hidden states (batch, pieces, hidden); without a mask every piece is one of the window's."""
        return self.encoder(input_ids=ids, token_type_ids=shapes, attention_mask=mask).last_hidden_state

    def tag(self, hidden: Tensor) -> Tensor:
        """Tag logits (batch, pieces, fields, 3)."""
        return self.tags(self.drop(hidden)).view(*hidden.shape[:2], len(FIELDS), 3)


def pooled(hidden: Tensor, spans: Any) -> Tensor:
    """Each span as the mean of its pieces beside its first piece (spans, 2 * hidden), of one window."""
    rows = [torch.cat([hidden[s.first : s.last + 1].mean(0), hidden[s.first]]) for s in spans]
    return torch.stack(rows) if rows else hidden.new_zeros((0, 2 * HIDDEN))
