"""Recognises the phrases of a folder in a grammar of nothing but these phrases, and tells how many were understood.

Usage: recognise.py FOLDER, which `cargo run --example phrases` has filled."""

import re
import sys
import wave
from pathlib import Path

from pocketsphinx import Decoder

# How the words sound that the dictionary of the recogniser lacks.
SOUNDS = {

    "flexor": "F L EH K S ER",
    "goblet": "G AA B L AH T",
    "inward": "IH N W ER D",
    "mountain": "M AW N T AH N",
    "plank": "P L AE NG K",
    "poh": "P OW",
    "squats": "S K W AA T S",
    "steadies": "S T EH D IY Z",

}
DIGITS = "zero one two three four five six seven eight nine".split()
LEAST = 0.95

def words(phrase):
    """The words of a phrase as the recogniser has them."""
    phrase = re.sub(r"(\d)\.(\d)", r"\1 point \2", phrase.lower())
    phrase = re.sub(r"\d", lambda digit: f" {DIGITS[int(digit.group())]} ", phrase)
    return re.findall(r"[a-z']+", phrase)

def heard(decoder, path):
    """The words of a file, which has silence before and after them."""
    with wave.open(str(path)) as file:
        assert file.getframerate() == 48_000
        samples = memoryview(file.readframes(file.getnframes())).cast("h")
    # The recogniser works at 16 kHz; three samples together become one.
    slow = bytearray()
    for at in range(0, len(samples) - 2, 3):
        slow += int((samples[at] + samples[at + 1] + samples[at + 2]) / 3).to_bytes(2, "little", signed=True)
    silence = bytes(2 * 16_000 // 3)
    decoder.start_utt()
    decoder.process_raw(silence + bytes(slow) + silence, full_utt=True)
    decoder.end_utt()
    best = decoder.hyp()
    return best.hypstr.split() if best else []

def main(folder):
    phrases = (folder / "phrases.txt").read_text().splitlines()
    decoder = Decoder(samprate=16_000, lm=None, loglevel="FATAL")
    unknown = sorted({word for phrase in phrases for word in words(phrase) if not decoder.lookup_word(word)})
    missing = [word for word in unknown if word not in SOUNDS]
    if missing:
        sys.exit(f"tell in SOUNDS how these words sound: {', '.join(missing)}")
    for word in unknown:
        decoder.add_word(word, SOUNDS[word])
    rules = "\n| ".join(" ".join(words(phrase)) for phrase in phrases)
    decoder.add_jsgf_string("phrases", f"#JSGF V1.0;\ngrammar phrases;\npublic <phrase> = {rules};\n")
    decoder.activate_search("phrases")
    wrong = 0
    for number, phrase in enumerate(phrases):
        understood = heard(decoder, folder / f"{number}.wav")
        if understood != words(phrase):
            wrong += 1
            print(f"{phrase}\n    was understood as: {' '.join(understood) or 'nothing'}")
    share = 1 - wrong / len(phrases)
    print(f"{len(phrases) - wrong} of {len(phrases)} phrases were understood, {share:.1%}")
    sys.exit(share < LEAST)

main(Path(sys.argv[1]))
