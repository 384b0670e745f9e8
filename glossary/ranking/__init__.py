"""What ranks: trees over named features, and where in the space of vectors a candidate lies."""

from glossary.ranking.trees import Model, Reasons, from_dict, log_odds, model, probability, to_dict

__all__ = ["Model", "Reasons", "from_dict", "log_odds", "model", "probability", "to_dict"]
