"""`python -m eval.train`: train the reader again, from public data and with the bundled encoder.

    python -m eval.train mine DATA         questions, near misses and hints → $YINJU_CACHE/train
    python -m eval.train draw              examples, epoch by epoch → $YINJU_CACHE/train/drawn
    python -m eval.train fit [--seed N]    → $YINJU_CACHE/train/N.pt; goes on where it was interrupted
    python -m eval.train export            → qa/reader/weights.npz
    python -m eval.train calibrate DATA    → qa/reader/reader.json

What ships is the mean of the trainings that `eval.train.settings` lists, each with a seed of its own: `fit`
makes them all, one after the other, or with `--seed` one of them. Several may run side by side, those with
clozes once `clozes.pt` is there.

DATA holds the folders cmrc2018, chinese_squad and squadshifts_en, each with passages.jsonl and
questions*.jsonl in the format of `python -m eval`. `fit` and `export` need torch, of the extra `models`. On
a GPU, which is used where torch finds one, a training takes minutes, on two cores some hours.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eval.train.mined import CLOZES, HELD, drawn_of
from eval.train.settings import FAMILIES, SEED
from index.errors import MissingExtra, YinjuError

TRAININGS = {one.seed: one for family in FAMILIES for one in family}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    steps = parser.add_subparsers(dest="step", required=True)
    mining = steps.add_parser("mine", help="questions with near misses and hints")
    mining.add_argument("data", type=Path)
    steps.add_parser("draw", help="the examples of all epochs")
    fitting = steps.add_parser("fit", help="train, or go on")
    fitting.add_argument(
        "--seed", type=int, choices=sorted(TRAININGS), metavar="N", help="one training alone"
    )
    steps.add_parser("export", help="the checkpoints' weights → qa/reader/weights.npz")
    calibrating = steps.add_parser("calibrate", help="weights and thresholds → qa/reader/reader.json")
    calibrating.add_argument("data", type=Path)
    options = parser.parse_args(arguments)
    try:
        _run(options)
    except YinjuError as error:
        print(f"train: {error}", file=sys.stderr)
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    from index.bundled import source
    from index.bundled_bin import read
    from index.cache import cache_folder
    from qa.reader.prepared import WEIGHTS
    from qa.reader.trained import CARD

    made = cache_folder() / "train"
    match options.step:
        case "mine":
            from eval.train.mine import mine

            mine(options.data, made)
        case "draw":
            _draw(made)
        case "fit":
            try:
                from eval.train.fit import fit
            except ImportError as error:
                raise MissingExtra("torch", "models") from error
            for seed in [options.seed] if options.seed else TRAININGS:
                fit(made, read(source()), TRAININGS[seed])
        case "export":
            from eval.train.export import export

            export(made, FAMILIES, read(source()), WEIGHTS, CARD)
        case "calibrate":
            from eval.train.calibrate import calibrate

            calibrate(options.data)


def _draw(made: Path) -> None:
    from eval.train import cloze
    from eval.train.data import Examples
    from eval.train.drawn import save
    from index.bundled import prepare
    from index.terms import Analyser
    from index.tokens import Tokenizer

    if not (made / "questions.jsonl").exists():
        raise YinjuError(f"{made}: no mined questions; `python -m eval.train mine DATA` makes them")
    examples = Examples(made, Tokenizer.open(prepare()), Analyser(), SEED)
    save(drawn_of(made, CLOZES), cloze.examples(examples, SEED))
    save(drawn_of(made, HELD), examples.held_out(400))
    for part in sorted({part for one in TRAININGS.values() for part in one.parts}):
        save(drawn_of(made, part), examples.epoch(int(part)))


if __name__ == "__main__":
    sys.exit(main())
