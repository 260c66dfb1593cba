#!/usr/bin/env python3
"""Reads the golden vectors of pairing and bundles, from PROTOCOL.md alone.

    python3 partner.py VECTORS WORDS [--slow]

Standard library only, and none of Mend's own code: curve, key derivation, cipher and CBOR are written out plainly. Slow,
not constant in time, and not for secrets. `--slow` also computes Argon2id, which takes some minutes here.
"""
import hashlib
import hmac
import json
import pathlib
import struct
import sys
import zlib

# --- X25519 (RFC 7748) ------------------------------------------------------------------------------------------------

P = 2**255 - 19


def x25519(secret, point):
    k = bytearray(secret)
    k[0] &= 248
    k[31] = k[31] & 127 | 64
    k = int.from_bytes(k, "little")
    u = int.from_bytes(point, "little") & (2**255 - 1)
    x2, z2, x3, z3, swap = 1, 0, u, 1, 0
    for t in reversed(range(255)):
        bit = k >> t & 1
        if swap ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a % P, b * b % P, d * a % P, c * b % P
        e = (aa - bb) % P
        x3, z3 = (da + cb) ** 2 % P, u * (da - cb) ** 2 % P
        x2, z2 = aa * bb % P, e * (aa + 121665 * e) % P
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")


def public(secret):
    return x25519(secret, (9).to_bytes(32, "little"))


# --- HKDF-SHA256 (RFC 5869) -------------------------------------------------------------------------------------------


def extract(salt, ikm):
    return hmac.digest(salt or bytes(32), ikm, "sha256")


def expand(prk, info, length):
    out, block, n = b"", b"", 1
    while len(out) < length:
        block = hmac.digest(prk, block + info + bytes([n]), "sha256")
        out, n = out + block, n + 1
    return out[:length]


# --- ChaCha20-Poly1305 (RFC 8439) -------------------------------------------------------------------------------------


def chacha_block(key, counter, nonce):
    start = list(struct.unpack("<16I", b"expand 32-byte k" + key + struct.pack("<I", counter) + nonce))
    s = start[:]

    def quarter(a, b, c, d):
        for x, y, z, by in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            s[x] = s[x] + s[y] & 0xFFFFFFFF
            s[z] ^= s[x]
            s[z] = (s[z] << by | s[z] >> 32 - by) & 0xFFFFFFFF

    for _ in range(10):
        for at in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)):
            quarter(*at)
        for at in ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            quarter(*at)
    return struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(s, start)))


def poly1305(key, message):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for at in range(0, len(message), 16):
        total = (total + int.from_bytes(message[at : at + 16] + b"\1", "little")) * r % (2**130 - 5)
    return (total + int.from_bytes(key[16:], "little") & 2**128 - 1).to_bytes(16, "little")


def aead_open(key, nonce, aad, sealed, tag):
    pad = lambda data: data + bytes(-len(data) % 16)
    lengths = struct.pack("<QQ", len(aad), len(sealed))
    assert poly1305(chacha_block(key, 0, nonce)[:32], pad(aad) + pad(sealed) + lengths) == tag, "tag"
    stream = b"".join(chacha_block(key, 1 + n, nonce) for n in range(-(-len(sealed) // 64)))
    return bytes(a ^ b for a, b in zip(sealed, stream))


# --- HPKE (RFC 9180), mode Auth, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305 -----------------------------

KEM = b"KEM" + struct.pack(">H", 0x20)
SUITE = b"HPKE" + struct.pack(">HHH", 0x20, 1, 3)


def labeled_extract(suite, salt, label, ikm):
    return extract(salt, b"HPKE-v1" + suite + label + ikm)


def labeled_expand(suite, prk, label, info, length):
    return expand(prk, struct.pack(">H", length) + b"HPKE-v1" + suite + label + info, length)


def derive_key_pair(ikm):
    prk = labeled_extract(KEM, b"", b"dkp_prk", ikm)
    secret = labeled_expand(KEM, prk, b"sk", b"", 32)
    return secret, public(secret)


def hpke_auth_open(enc, secret, sender, info, aad, sealed, tag):
    shared = x25519(secret, enc) + x25519(secret, sender)
    context = enc + public(secret) + sender
    prk = labeled_extract(KEM, b"", b"eae_prk", shared)
    shared = labeled_expand(KEM, prk, b"shared_secret", context, 32)
    schedule = b"\2" + labeled_extract(SUITE, b"", b"psk_id_hash", b"") + labeled_extract(SUITE, b"", b"info_hash", info)
    prk = labeled_extract(SUITE, shared, b"secret", b"")
    key = labeled_expand(SUITE, prk, b"key", schedule, 32)
    nonce = labeled_expand(SUITE, prk, b"base_nonce", schedule, 12)
    return aead_open(key, nonce, aad, sealed, tag)


# --- Argon2id (RFC 9106), one lane -------------------------------------------------------------------------------------

M64 = 2**64 - 1


def blake_long(data, length):
    prefixed = struct.pack("<I", length) + data
    if length <= 64:
        return hashlib.blake2b(prefixed, digest_size=length).digest()
    out, v = b"", hashlib.blake2b(prefixed).digest()
    while True:
        out += v[:32]
        left = length - len(out)
        if left <= 64:
            return out + hashlib.blake2b(v, digest_size=left).digest()
        v = hashlib.blake2b(v).digest()


def permute(v, i):
    a = [v[n] for n in i]

    def g(p, q, r, s):
        for by1, by2 in ((32, 24), (16, 63)):
            a[p] = a[p] + a[q] + 2 * (a[p] & 0xFFFFFFFF) * (a[q] & 0xFFFFFFFF) & M64
            x = a[s] ^ a[p]
            a[s] = (x >> by1 | x << 64 - by1) & M64
            a[r] = a[r] + a[s] + 2 * (a[r] & 0xFFFFFFFF) * (a[s] & 0xFFFFFFFF) & M64
            x = a[q] ^ a[r]
            a[q] = (x >> by2 | x << 64 - by2) & M64

    for at in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)):
        g(*at)
    for at in ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
        g(*at)
    for n, value in zip(i, a):
        v[n] = value


def compress(x, y):
    r = [a ^ b for a, b in zip(x, y)]
    z = r[:]
    for row in range(8):
        permute(z, range(16 * row, 16 * row + 16))
    for column in range(8):
        permute(z, [2 * column + 16 * row + half for row in range(8) for half in (0, 1)])
    return [a ^ b for a, b in zip(z, r)]


def argon2id(password, salt, memory, passes, length):
    field = lambda data: struct.pack("<I", len(data)) + data
    start = struct.pack("<6I", 1, length, memory, passes, 0x13, 2) + field(password) + field(salt) + field(b"") * 2
    h0 = hashlib.blake2b(start).digest()
    memory = memory // 4 * 4
    segment = memory // 4
    block = lambda n: list(struct.unpack("<128Q", blake_long(h0 + struct.pack("<II", n, 0), 1024)))
    b = [block(0), block(1)] + [None] * (memory - 2)
    zero = [0] * 128
    for turn in range(passes):
        for part in range(4):
            independent = turn == 0 and part < 2
            counter = [turn, 0, part, memory, passes, 2, 0] + [0] * 121
            for n in range(segment):
                if independent and (n % 128 == 0 or turn == part == 0 and n == 2):
                    counter[6] = n // 128 + 1
                    addresses = compress(zero, compress(zero, counter))
                if turn == part == 0 and n < 2:
                    continue
                at = part * segment + n
                before = b[at - 1]
                word = addresses[n % 128] if independent else before[0]
                j1 = word & 0xFFFFFFFF
                area = (part * segment if turn == 0 else memory - segment) + n - 1
                relative = area - 1 - (area * (j1 * j1 >> 32) >> 32)
                first = 0 if turn == 0 or part == 3 else (part + 1) * segment
                new = compress(before, b[(first + relative) % memory])
                b[at] = new if turn == 0 else [a ^ c for a, c in zip(new, b[at])]
    return blake_long(struct.pack("<128Q", *b[memory - 1]), length)


# --- CBOR (RFC 8949), the part that bundles use, strictly ---------------------------------------------------------------


class Map(dict):
    pass


def cbor(data):
    value, rest = item(data, 0)
    assert not rest, "left over"
    return value


def item(data, depth):
    assert depth < 8, "too deep"
    head, data = data[0], data[1:]
    major, n = head >> 5, head & 31
    if 24 <= n <= 27 and major != 7:
        size = 1 << n - 24
        n, data = int.from_bytes(data[:size], "big"), data[size:]
        assert n >= (24 if size == 1 else 1 << 4 * size), "not the shortest form"
    assert head & 31 <= 27 and major != 6, "indefinite, or a tag"
    if major == 0:
        return n, data
    if major == 1:
        return -1 - n, data
    if major in (2, 3):
        assert len(data) >= n, "cut"
        return (data[:n] if major == 2 else data[:n].decode()), data[n:]
    if major == 4:
        out = []
        for _ in range(n):
            value, data = item(data, depth + 1)
            out.append(value)
        return out, data
    if major == 5:
        out, last = Map(), -1
        for _ in range(n):
            key, data = item(data, depth + 1)
            assert isinstance(key, int) and key > last, "keys out of order, or twice"
            out[key], data = item(data, depth + 1)
            last = key
        return out, data
    assert n in (20, 21), "no other simple value"
    return n == 21, data


def written(value):
    """The one form of a value, to compare with."""

    def head(major, n):
        for bits, size in ((24, 0), (1 << 8, 1), (1 << 16, 2), (1 << 32, 4), (1 << 64, 8)):
            if n < bits:
                code = n if size == 0 else 23 + size.bit_length()
                return bytes([major << 5 | code]) + (n.to_bytes(size, "big") if size else b"")

    if value is True or value is False:
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(written, value))
    return head(5, len(value)) + b"".join(written(k) + written(v) for k, v in value.items())


# --- What bundles and ops look like -------------------------------------------------------------------------------------

NUMBER, TEXT, HASH, ID = int, str, 32, 16
MOMENT = [int, int]


def fits(value, shape):
    if isinstance(shape, int):
        return isinstance(value, bytes) and len(value) == shape
    if isinstance(shape, list):
        return isinstance(value, list) and len(value) == len(shape) and all(map(fits, value, shape))
    if callable(shape) and not isinstance(shape, type):
        return shape(value)
    return type(value) is shape


def fields(must, may={}):
    def check(value):
        known = {**must, **may}
        if not isinstance(value, Map) or not set(must) <= set(value) or not set(value) <= set(known):
            return False
        return all(fits(value[key], known[key]) for key in value)

    return check


def many(shape):
    return lambda value: isinstance(value, list) and all(fits(one, shape) for one in value)


def cadence(value):
    return isinstance(value, list) and len(value) == {0: 2, 1: 4, 2: 4, 3: 4}[value[0]] and many(NUMBER)(value)


def answer(value):
    shapes = [[many(feeling)], [NUMBER, NUMBER, TEXT], [TEXT, TEXT], [TEXT], [bool]]
    return fits(value[1], shapes[value[0]]) and len(value) == 2


feeling = fields({0: TEXT}, {1: NUMBER})
shared = fields({0: TEXT, 1: NUMBER, 2: TEXT, 3: answer})
KINDS = {
    1: fields({0: NUMBER, 1: NUMBER, 2: MOMENT, 4: TEXT, 5: many(feeling)}, {3: TEXT, 6: MOMENT}),
    2: fields({0: NUMBER, 1: TEXT, 2: MOMENT, 3: many(shared)}, {4: MOMENT}),
    3: fields({0: NUMBER, 1: TEXT, 2: cadence, 3: NUMBER, 4: NUMBER, 5: NUMBER, 6: TEXT, 7: MOMENT}),
    4: fields({0: NUMBER, 1: ID, 2: TEXT, 3: MOMENT}),
    5: fields({0: HASH, 1: NUMBER, 2: TEXT, 3: MOMENT}),
    6: fields({0: [NUMBER, TEXT], 1: TEXT, 2: NUMBER, 3: NUMBER, 4: NUMBER, 6: MOMENT}, {5: NUMBER}),
    7: fields({0: HASH, 1: NUMBER, 2: MOMENT}),
    8: fields({0: [NUMBER, TEXT], 1: cadence, 2: many(NUMBER), 4: NUMBER, 5: NUMBER}, {3: TEXT, 6: NUMBER}),
    9: fields({0: NUMBER, 2: TEXT, 3: MOMENT}, {1: TEXT}),
    10: fields({}),
}
WHOLE = fields({0: 4, 1: NUMBER, 2: NUMBER, 3: NUMBER, 4: ID, 5: bytes, 6: 8})
ERASED = fields({0: 4, 1: NUMBER, 2: NUMBER, 3: NUMBER, 4: ID, 6: 4})
NEVER_ERASED = [5, 6, 7, 10]
OP = lambda op: WHOLE(op) or ERASED(op) and op[3] not in NEVER_ERASED
BUNDLE = fields({0: 4, 1: NUMBER, 3: many([4, NUMBER, bool]), 4: many(OP)}, {2: 4})
CLASSES = [128, 256, 400, 550, 750, 1000, 1235, 1500, 2000, 3000]
CLASSES += range(3000 + 1024, 256 * 1024 + 1, 1024)


def payload(kind, data):
    assert kind > 0
    if kind in KINDS:
        value = cbor(data)
        assert fits(value, KINDS[kind]), (kind, value)
        assert written(value) == data


# --- The vectors ---------------------------------------------------------------------------------------------------------


def code(data, role):
    sizes = {1: 62, 2: 78}
    assert data[:4] == b"MNDP" and data[4] == 1 and data[5] == role and len(data) == sizes[role]
    assert hashlib.sha256(data[:-4]).digest()[:4] == data[-4:]
    return {"key": data[6:38], "feed": data[38:42], "nonce": data[42:58], "offer_hash": data[58:-4]}


def main(folder, word_list, slow):
    folder = pathlib.Path(folder)
    load = lambda name: json.loads((folder / name).read_text())
    words = [w for w in pathlib.Path(word_list).read_text().split("\n") if w and not w.startswith("#")]
    assert len(words) == 2048
    h = bytes.fromhex

    pairs = []
    for v in load("pairing.json"):
        shown = {role: h(v[role]["code"]) for role in ("offer", "answer")}
        parsed = {"offer": code(shown["offer"], 1), "answer": code(shown["answer"], 2)}
        assert parsed["answer"]["offer_hash"] == hashlib.sha256(shown["offer"]).digest()[:16]
        secret = {role: h(v[role]["secret"]) for role in shown}
        for role in shown:
            assert public(secret[role]) == parsed[role]["key"]
        shared = x25519(secret["offer"], parsed["answer"]["key"])
        assert shared == x25519(secret["answer"], parsed["offer"]["key"]) != bytes(32)
        transcript = hashlib.sha256(b"mend pairing 1 transcript\n" + shown["offer"] + shown["answer"]).digest()
        assert transcript == h(v["transcript"])
        prk = extract(transcript, shared)
        for role in shown:
            assert expand(prk, f"mend pairing 1 frames from {role}".encode(), 32) == h(v[f"frames_from_{role}"])
        if slow:
            assert argon2id(transcript, b"mend pair words1", 19 * 1024, 2, 32) == h(v["argon2id"])
        bits = int.from_bytes(h(v["argon2id"]), "big") >> 256 - 44
        assert [words[bits >> 33 - 11 * n & 2047] for n in range(4)] == v["words"]
        op_key = {role: h(v[role]["op_key"]) for role in shown}
        pairs.append({"secret": secret, "transcript": transcript, "op_key": op_key})

    bundles, erased = load("bundles.json"), 0
    for v in bundles:
        pair, sealed = pairs[v["pairing"]], h(v["sealed"])
        other = {"offer": "answer", "answer": "offer"}[v["from"]]
        assert sealed[:6] == b"MNDB\1\0" and len(sealed) in CLASSES
        enc, inside, tag = sealed[6:38], sealed[38:-16], sealed[-16:]
        assert derive_key_pair(h(v["ephemeral"]))[1] == enc
        sender = public(pair["secret"][v["from"]])
        info = b"mend bundle 1\n" + pair["transcript"]
        inside = hpke_auth_open(enc, pair["secret"][other], sender, info, sealed[:6], inside, tag)
        length = int.from_bytes(inside[:3], "little")
        assert not any(inside[3 + length :]), "padding"
        assert min(c for c in CLASSES if c >= 6 + 32 + 3 + length + 16) == len(sealed), "class"
        inflater = zlib.decompressobj(-15)
        data = inflater.decompress(inside[3 : 3 + length], 2 * 1024 * 1024)
        assert inflater.eof and not inflater.unused_data
        assert data == h(v["cbor"])
        bundle = cbor(data)
        assert fits(bundle, BUNDLE) and written(bundle) == data
        assert bundle[3] == sorted(bundle[3])
        numbered = [(op[0], op[1]) for op in bundle[4]]
        assert numbered == sorted(set(numbered))
        for op in bundle[4]:
            half = lambda label, keys: hmac.digest(
                pair["op_key"][v["from"]], label + written(Map((k, op[k]) for k in range(keys))), "sha256"
            )[:4]
            assert half(b"mend op 1 about\n", 5) == op[6][:4]
            if 5 in op:
                payload(op[3], op[5])
                assert half(b"mend op 1\n", 6) == op[6][4:]
            erased += 5 not in op

    ops = load("ops.json")
    for v in ops:
        payload(v["kind"], h(v["payload"]))
    print(f"{len(pairs)} pairings, {len(bundles)} bundles and {len(ops)} ops read; {erased} erased")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], "--slow" in sys.argv)
