#!/usr/bin/env python3
"""Reads QR codes of core/qr/FORMAT.md, from that page alone and with none of the crate's code.

    tests/qr_reference.py tests/vectors/qr-v1/vectors.json

Checks every code in the file against what the file says is in it. Python's standard library only.
"""

import hashlib
import hmac
import json
import sys

SYMBOL = 207
MOST_PAYLOAD = 262_144
MOST_SYMBOLS = 14
INDICES = 1 << 24
DIGITS = [0, 3, 5, 8, 10, 13, 15, 17, 20, 22, 25, 27]
SYMBOLS_BY_VERSION = {9: 1, 14: 2, 20: 4, 30: 8, 40: 14}


class Refused(Exception):
    """Carries the cause, in the words of the page."""


# Digits


def bytes_of(digits):
    if not 1 <= len(digits) <= 7089 or any(digit not in "0123456789" for digit in digits):
        raise Refused("not ours")
    if len(digits) % 29 not in DIGITS:
        raise Refused("not ours")
    out = b""
    for start in range(0, len(digits), 29):
        block = digits[start : start + 29]
        size = 12 if len(block) == 29 else DIGITS.index(len(block))
        number = int(block)
        if number >= 1 << (8 * size):
            raise Refused("not ours")
        out += number.to_bytes(size, "big")
    return out


def digits_of(data):
    out = ""
    for start in range(0, len(data), 12):
        block = data[start : start + 12]
        width = 29 if len(block) == 12 else DIGITS[len(block)]
        out += str(int.from_bytes(block, "big")).zfill(width)
    return out


# GF(256)


def product(a, b):
    out = 0
    while b:
        if b & 1:
            out ^= a
        a <<= 1
        if a & 0x100:
            a ^= 0x11D
        b >>= 1
    return out


PRODUCTS = [bytes(product(a, b) for b in range(256)) for a in range(256)]
INVERSES = [0] + [PRODUCTS[a].index(1) for a in range(1, 256)]


def times(factor, row):
    return row.translate(PRODUCTS[factor])


def plus(one, other):
    total = int.from_bytes(one, "big") ^ int.from_bytes(other, "big")
    return total.to_bytes(len(one), "big")


# Symbols

MASK = (1 << 64) - 1


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def step(seed, count):
    return mix((seed + count * 0x9E3779B97F4A7C15) & MASK)


def coefficients(index, parts):
    """The equation of a symbol: one coefficient for each part."""
    if index < parts:
        return bytes(int(part == index) for part in range(parts))
    seed = step(index, 1)
    out = []
    for part in range(parts):
        byte = step(seed, part // 8 + 1) >> (8 * (part % 8)) & 0xFF
        out.append(byte or 1)
    return bytes(out)


# Codes


def read(digits, key):
    """A static code is (kind, body); a frame is (session, length, first, symbols)."""
    data = bytes_of(digits)
    first_byte = data[0]
    if 0xA8 <= first_byte <= 0xAF:
        raise Refused("newer version")
    if not 0xA0 <= first_byte <= 0xA7:
        raise Refused("not ours")
    if first_byte != 0xA0:
        if not 2 <= len(data) <= 1264:
            raise Refused("damaged")
        return first_byte - 0xA0, data[1:]

    count, rest = divmod(len(data) - 11 - 8, SYMBOL)
    if rest or not 1 <= count <= MOST_SYMBOLS:
        raise Refused("damaged")
    sealed, seal = data[:-8], data[-8:]
    if not hmac.compare_digest(hmac.new(key, sealed, hashlib.sha256).digest()[:8], seal):
        raise Refused("wrong key")
    session = data[1:5]
    length = int.from_bytes(data[5:8], "big")
    first = int.from_bytes(data[8:11], "big")
    if length > MOST_PAYLOAD:
        raise Refused("too large")
    if length == 0 or first + count > INDICES:
        raise Refused("damaged")
    symbols = [sealed[start : start + SYMBOL] for start in range(11, len(sealed), SYMBOL)]
    return session, length, first, symbols


class Transfer:
    """Equations as they come: each row is its coefficients, then its data, and begins with a one at its pivot."""

    def __init__(self, session, length):
        self.session, self.length = session, length
        self.parts = -(-length // SYMBOL)
        self.rows = {}

    def take(self, index, symbol):
        row = coefficients(index, self.parts) + symbol
        for part in range(self.parts):
            if row[part] == 0:
                continue
            if part not in self.rows:
                self.rows[part] = times(INVERSES[row[part]], row)
                return
            row = plus(row, times(row[part], self.rows[part]))

    def payload(self):
        """Once there are as many rows as parts."""
        solved = {}
        for part in reversed(range(self.parts)):
            row = self.rows[part]
            for later in range(part + 1, self.parts):
                if row[later]:
                    row = plus(row, times(row[later], solved[later]))
            solved[part] = row
        data = b"".join(solved[part][self.parts :] for part in range(self.parts))
        payload, filling = data[: self.length], data[self.length :]
        if hashlib.sha256(payload).digest()[:4] != self.session or any(filling):
            raise Refused("contradiction")
        return payload


# The file


def check_static(code):
    assert read(code["digits"], b"") == (code["kind"], bytes.fromhex(code["body"]))
    assert digits_of(bytes([0xA0 + code["kind"]]) + bytes.fromhex(code["body"])) == code["digits"]


def check_transfer(transfer):
    key, payload = bytes.fromhex(transfer["key"]), bytes.fromhex(transfer["payload"])
    parts = [payload[start : start + SYMBOL].ljust(SYMBOL, b"\0") for start in range(0, len(payload), SYMBOL)]
    gathered = None
    for frame in transfer["frames"]:
        session, length, first, symbols = read(frame["digits"], key)
        assert digits_of(bytes_of(frame["digits"])) == frame["digits"]
        assert first == frame["first"]
        assert len(symbols) == SYMBOLS_BY_VERSION[frame["version"]]
        if gathered is None:
            gathered = Transfer(session, length)
        assert (session, length) == (gathered.session, gathered.length)
        for index, symbol in enumerate(symbols, first):
            expected = bytes(SYMBOL)
            for factor, part in zip(coefficients(index, len(parts)), parts):
                expected = plus(expected, times(factor, part))
            assert symbol == expected, f"symbol {index}"
            gathered.take(index, symbol)
        assert len(gathered.rows) == frame["known"]
    assert gathered.payload() == payload


def check_refused(code, key):
    try:
        read(code["digits"], key)
    except Refused as refused:
        assert str(refused) == code["error"], f"{code['why']}: {refused}"
    else:
        raise AssertionError(f"{code['why']}: not refused")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: qr_reference.py VECTORS")
    with open(sys.argv[1], encoding="utf-8") as file:
        vectors = json.load(file)
    for code in vectors["static"]:
        check_static(code)
    for transfer in vectors["transfers"]:
        check_transfer(transfer)
    for code in vectors["refused"]:
        check_refused(code, bytes.fromhex(vectors["transfers"][0]["key"]))
    counts = [len(vectors[name]) for name in ("static", "transfers", "refused")]
    print("{} static codes, {} transfers and {} refusals are as FORMAT.md has them".format(*counts))


if __name__ == "__main__":
    main()
