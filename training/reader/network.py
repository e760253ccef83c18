"""The network: one small encoder; heads for tags by field, kinds of acts, and which spans belong together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from tallystick.models.labels import DEPTHS, FIELDS, KINDS
from tallystick.models.windows import SHAPES

HIDDEN = 384
PAIR = 128
SPAN = 224
KIND_WIDTH = sum(map(len, KINDS.values()))


class PairHead(nn.Module):
    """Scores whether two spans belong together: sum and product of their projections, their fields, their distance."""

    def __init__(self) -> None:
        super().__init__()
        self.left = nn.Linear(SPAN, 2 * PAIR)
        self.right = nn.Linear(SPAN, 2 * PAIR)
        self.field = nn.Embedding(len(FIELDS), PAIR)
        self.distance = nn.Embedding(24, PAIR)
        self.sentences = nn.Embedding(11, PAIR)
        self.out = nn.Linear(2 * PAIR, 1)
        for table in (self.field, self.distance, self.sentences):
            nn.init.normal_(table.weight, std=0.05)
        self.drop = nn.Dropout(0.1)

    def forward(self, left: Tensor, right: Tensor, field: Tensor, distance: Tensor, sentences: Tensor) -> Tensor:
        """Logits of pairs given index-aligned rows (pairs, features)."""
        a, b = self.left(self.drop(left)), self.right(self.drop(right))
        summed = torch.relu(
            a[:, :PAIR] + b[:, :PAIR] + self.field(field) + self.distance(distance) + self.sentences(sentences)
        )
        return self.out(torch.cat([summed, a[:, PAIR:] * b[:, PAIR:]], dim=1)).squeeze(1)


class ReaderNetwork(nn.Module):
    """Encoder and heads."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(folder)
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, config=config)
        old = self.encoder.embeddings.token_type_embeddings.weight.data
        wide = nn.Embedding(SHAPES, old.shape[1])
        wide.weight.data.copy_(old[:1].expand(SHAPES, -1))
        self.encoder.embeddings.token_type_embeddings = wide
        self.encoder.config.type_vocab_size = SHAPES
        self.tags = nn.Linear(HIDDEN, 3 * len(FIELDS))
        self.span = nn.Sequential(nn.Linear(2 * HIDDEN, SPAN), nn.GELU())
        self.kinds = nn.Sequential(
            nn.Linear(SPAN + DEPTHS + len(FIELDS), 192), nn.ReLU(), nn.Dropout(0.2), nn.Linear(192, KIND_WIDTH)
        )
        self.belongs = PairHead()  # argument to act
        self.same = PairHead()  # act to act
        self.stands_on = PairHead()  # act or argument to source
        self.drop = nn.Dropout(0.1)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Hidden states (batch, pieces, hidden)."""
        return self.encoder(input_ids=ids, token_type_ids=shapes, attention_mask=mask).last_hidden_state

    def tag(self, hidden: Tensor) -> Tensor:
        """Tag logits (batch, pieces, fields, 3)."""
        return self.tags(self.drop(hidden)).view(*hidden.shape[:2], len(FIELDS), 3)


def pooled(hidden: Tensor, spans: Any) -> Tensor:
    """Each span as the mean of its pieces beside its first piece (spans, 2 * hidden), of one window."""
    rows = [torch.cat([hidden[s.first : s.last + 1].mean(0), hidden[s.first]]) for s in spans]
    return torch.stack(rows) if rows else hidden.new_zeros((0, 2 * HIDDEN))
