"""From text to sentences, aligned sentences and aligned words; knows nothing of terms."""
