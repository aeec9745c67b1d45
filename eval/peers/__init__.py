"""Yinju beside LlamaIndex, LangChain, Haystack and txtai: the same passages, questions and model."""
