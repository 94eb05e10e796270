/* The passes of benchmarks/passes.py, the same results: what a compiler makes of them. */

#include <stdint.h>
#include <string.h>

enum { GRAM = 6, COMMON = 50, RADIX = 11, ROUNDS = 4, UNSORTED = 20 };
static const uint64_t PRIME = 0x9E3779B97F4A7C15u, BASE = 0xBF58476D1CE4E5B9u;

int64_t hash_words(const uint8_t *text, const int64_t *bounds, const uint8_t *folds,
                   uint64_t *hashes, int32_t *starts, int32_t *ends, int64_t *first, int64_t texts)
{
    int64_t count = 0;
    for (int64_t number = 0; number < texts; number++) {
        int64_t base = bounds[number], start = -1;
        uint64_t value = 0;
        first[number] = count;
        for (int64_t at = base; at <= bounds[number + 1]; at++) {
            uint8_t letter = at < bounds[number + 1] ? folds[text[at]] : 0;
            if (letter) {
                if (start < 0)
                    start = at;
                value = (value ^ letter) * PRIME;
            } else if (start >= 0) {
                hashes[count] = value ^ (value >> 32);
                starts[count] = (int32_t)(start - base);
                ends[count++] = (int32_t)(at - base);
                value = 0;
                start = -1;
            }
        }
    }
    first[texts] = count;
    return count;
}

int64_t sample_grams(const uint64_t *hashes, const int64_t *first, uint64_t *keys, int64_t *places,
                     int64_t texts, int64_t bits, uint64_t mask)
{
    const uint64_t low = ((uint64_t)1 << bits) - 1;
    uint64_t out_of = 1;
    int64_t count = 0;
    for (int k = 0; k < GRAM; k++)
        out_of *= BASE;
    for (int64_t number = 0; number < texts; number++) {
        uint64_t value = 0;
        for (int64_t at = first[number]; at < first[number + 1]; at++) {
            value = value * BASE + hashes[at];
            int64_t begin = at - GRAM + 1;
            if (begin < first[number])
                continue;
            if (begin > first[number])
                value -= hashes[begin - 1] * out_of;
            uint64_t mixed = (value ^ (value >> 29)) * PRIME;
            if (((mixed >> 32) & mask) == 0) {
                keys[count] = (mixed & ~low) | (uint64_t)count;
                places[count++] = begin;
            }
        }
    }
    return count;
}

void sort_keys(uint64_t *keys, uint64_t *spare, int64_t n)
{
    static int64_t counts[ROUNDS][1 << RADIX];
    const uint64_t digits = (1 << RADIX) - 1;
    memset(counts, 0, sizeof counts);
    for (int64_t i = 0; i < n; i++)
        for (int turn = 0; turn < ROUNDS; turn++)
            counts[turn][(keys[i] >> (UNSORTED + RADIX * turn)) & digits]++;
    for (int turn = 0; turn < ROUNDS; turn++) {
        int64_t total = 0;
        for (int digit = 0; digit < 1 << RADIX; digit++) {
            int64_t here = counts[turn][digit];
            counts[turn][digit] = total;
            total += here;
        }
        for (int64_t i = 0; i < n; i++)
            spare[counts[turn][(keys[i] >> (UNSORTED + RADIX * turn)) & digits]++] = keys[i];
        uint64_t *other = keys;
        keys = spare;
        spare = other;
    }
}

int64_t scan(const uint64_t *keys, int64_t n, int64_t bits, int64_t *pairs)
{
    int64_t groups = 0, start = 0;
    while (start < n) {
        int64_t end = start + 1;
        while (end < n && (keys[end] ^ keys[start]) >> bits == 0)
            end++;
        int64_t size = end - start;
        if (2 <= size && size <= COMMON) {
            groups++;
            *pairs += size * (size - 1) / 2;
        }
        start = end;
    }
    return groups;
}
