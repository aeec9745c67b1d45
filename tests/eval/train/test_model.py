"""What is trained and what ships compute the same; skipped where torch is not installed."""

import numpy as np
import pytest

from index.bundled import prepare, source
from index.bundled_bin import read
from index.tokens import open_tokenizer
from qa.reader.encode import encode
from qa.reader.prepared import WEIGHTS, merged
from qa.reader.prepared import prepare as prepare_reader

torch = pytest.importorskip("torch")


def test_the_graph_computes_what_was_trained() -> None:
    import onnxruntime

    from eval.train.model import Model

    tokenizer = open_tokenizer(prepare())
    passage = [
        token.id for token in tokenizer.tokens("内蒙古自治区法院成立少年法庭34个，检察院成立专门机构。")
    ]
    asked = ("内蒙古有多少个少年法庭？", "Where?")
    rows = [[*encode(tokenizer, question, (), "", False), *passage, 2] for question in asked]
    ids = np.ones((2, max(map(len, rows))), np.int64)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = row
    inside = ids != 1
    with np.load(WEIGHTS) as trained:
        model = Model(merged(read(source()), dict(trained))).eval()
    with torch.no_grad():
        scores = model(torch.from_numpy(ids), torch.from_numpy(inside)[:, None, None]).numpy()
    session = onnxruntime.InferenceSession(prepare_reader())
    (shipped,) = session.run(["scores"], {"input_ids": ids, "attention_mask": inside.astype(np.int64)})
    # The graph multiplies in 8 bits.
    assert np.corrcoef(scores[inside].ravel(), shipped[inside].ravel())[0, 1] > 0.99
    assert (scores[0, len(rows[0]) - len(passage) - 1 : -1, :2].argmax(axis=0)).tolist() == (
        shipped[0, len(rows[0]) - len(passage) - 1 : -1, :2].argmax(axis=0)
    ).tolist()
