"""What a comparison is made on: the arguments that name a dataset, and the dataset that they name."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from dataclasses import replace
from pathlib import Path

from eval.datasets import Dataset, load, sample, source
from index.arguments import positive
from index.document import Source
from index.errors import YinjuError


def parser(program: str, description: str | None) -> ArgumentParser:
    """A parser of `python -m program` with the arguments of `chosen` and `sampled`; more can be added."""
    made = ArgumentParser(
        prog=f"python -m {program}", description=description, formatter_class=RawDescriptionHelpFormatter
    )
    add = made.add_argument
    add("dataset", type=Path, help="a dataset's folder")
    add("--distractors", nargs="+", type=Path, default=[], metavar="DATASET", help="others' passages too")
    add("--questions", nargs="+", type=Path, default=[], metavar="FILE", help="only these files of questions")
    add("--no-titles", dest="titles", action="store_false", help="leave out the titles of passages")
    add("--sample", type=positive, metavar="N", help="only N questions, chosen at random")
    add("--seed", type=int, default=0, help="of the samples (0)")
    return made


def chosen(options: Namespace) -> Dataset:
    """The dataset that is named, with the questions whose passages are known. Raises YinjuError."""
    dataset = judged(load(options.dataset, options.distractors, options.questions))
    return dataset if options.titles else without_titles(dataset)


def sampled(dataset: Dataset, options: Namespace) -> Dataset:
    """`dataset` with as many questions as were asked for."""
    return sample(dataset, options.sample, options.seed) if options.sample else dataset


def judged(dataset: Dataset) -> Dataset:
    """`dataset` with only those questions whose passages are known. Raises YinjuError when there are none."""
    questions = tuple(one for one in dataset.questions if one.answerable and one.positive_ids)
    if not questions:
        raise YinjuError(f"{dataset.name}: no question names the passages that answer it (positive_ids)")
    return replace(dataset, questions=questions)


def without_titles(dataset: Dataset) -> Dataset:
    sources = tuple(
        source(item.document.id, "", item.document.text)
        for item in dataset.sources
        if isinstance(item, Source)
    )
    return replace(dataset, sources=sources, notes=(*dataset.notes, "titles are left out"))
