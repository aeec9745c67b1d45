"""`python -m eval.train`: train the reader again, from public data and with the bundled encoder.

    python -m eval.train mine DATA         questions, near misses and hints → $YINJU_CACHE/train
    python -m eval.train fit [--seed N]    → $YINJU_CACHE/train/N.pt; goes on where it was interrupted
    python -m eval.train export            → qa/reader/weights.npz
    python -m eval.train calibrate DATA    → qa/reader/reader.json

`export --seeds N M …`: the mean of several trainings.

DATA holds the folders cmrc2018, chinese_squad and squadshifts_en, each with passages.jsonl and
questions*.jsonl in the format of `python -m eval`. Needs the extra `models` (torch, transformers).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eval.train.mined import checkpoint_of
from eval.train.settings import SEED, Settings
from index.errors import MissingExtra, YinjuError


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    steps = parser.add_subparsers(dest="step", required=True)
    mining = steps.add_parser("mine", help="questions with near misses and hints")
    mining.add_argument("data", type=Path)
    fitting = steps.add_parser("fit", help="train, or go on")
    usual = Settings()
    fitting.add_argument("--epochs", type=float, default=usual.epochs)
    fitting.add_argument("--rate", type=float, default=usual.rate)
    fitting.add_argument("--seed", type=int, default=usual.seed)
    exporting = steps.add_parser("export", help="the checkpoints' weights → qa/reader/weights.npz")
    calibrating = steps.add_parser("calibrate", help="weights and thresholds → qa/reader/reader.json")
    calibrating.add_argument("data", type=Path)
    exporting.add_argument("--seeds", type=int, nargs="+", default=[SEED], metavar="N", help="of trainings")
    options = parser.parse_args(arguments)
    try:
        _run(options)
    except YinjuError as error:
        print(f"train: {error}", file=sys.stderr)
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    from index.bundled import prepare
    from index.cache import cache_folder
    from qa.reader.prepared import WEIGHTS
    from qa.reader.trained import CARD

    made = cache_folder() / "train"
    match options.step:
        case "mine":
            from eval.train.mine import mine

            mine(options.data, made)
        case "fit":
            from eval.train.data import Examples
            from index.terms import Analyser
            from index.tokens import Tokenizer

            if not (made / "questions.jsonl").exists():
                raise YinjuError(f"{made}: no mined questions; `python -m eval.train mine DATA` makes them")
            try:
                import transformers  # noqa: F401

                from eval.train.fit import fit
            except ImportError as error:
                raise MissingExtra("torch and transformers", "models") from error
            encoder = prepare()
            settings = Settings(options.seed, options.epochs, rate=options.rate)
            examples = Examples(made, Tokenizer.open(encoder), Analyser(), settings.seed)
            fit(examples, encoder, made, settings)
        case "export":
            from eval.train.export import export

            export([checkpoint_of(made, seed) for seed in options.seeds], WEIGHTS, CARD)
        case "calibrate":
            from eval.train.calibrate import calibrate

            calibrate(options.data)


if __name__ == "__main__":
    sys.exit(main())
