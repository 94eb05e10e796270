"""Tiles of a product of matrices, kept in registers: written as instructions, since no compiler makes them of loops.

Goto and van de Geijn, Anatomy of high-performance matrix multiplication, 2008: a few rows of the left matrix
by a few columns of the right one, a sum each, to which one product a term is added in one step (FMA).
"""

from __future__ import annotations

from typing import Any

import llvmlite.binding
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

_LANES = 16 if llvmlite.binding.get_host_cpu_features().get("avx512f") else 8
"""Numbers of a vector; it decides how fast it goes, and nothing else."""
_VECTORS = 2
ROWS = 6
COLUMNS = _LANES * _VECTORS

_VECTOR, _WHOLE, _PLACE = ir.VectorType(ir.FloatType(), _LANES), ir.IntType(64), ir.IntType(32)
_UNSET = ir.Constant(_VECTOR, ir.Undefined)


def tile(rows: int, parts: int) -> Any:
    """Return what multiplies so many rows by `COLUMNS` columns, within compiled code; each sum in so many parts.

    Its arguments: an array for the products, a row after the other; the left array and where in it the first
    row begins and how far off the next; the right array, `COLUMNS` numbers a term, and where in it the first
    term stands; how many terms there are, a multiple of the parts. Part k has the terms k, k + parts, …
    """

    @intrinsic
    def multiplied(_context: Any, out: Any, left: Any, right: Any, _begin: Any, _apart: Any, _first: Any, _terms: Any) -> Any:
        return types.void(out, left, right, types.int64, types.int64, types.int64, types.int64), written

    def written(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        arrays = zip(signature.args[:3], args[:3], strict=True)
        out, left, right = (context.make_array(kind)(context, builder, value).data for kind, value in arrays)
        begin, apart, first, terms = args[3:]
        fma: Any = cgutils.get_or_insert_function(  # type: ignore[no-untyped-call]
            builder.module, ir.FunctionType(_VECTOR, [_VECTOR] * 3), f"llvm.fma.v{_LANES}f32"
        )
        before, loop, after = builder.block, builder.append_basic_block("terms"), builder.append_basic_block("summed")
        builder.branch(loop)
        builder.position_at_end(loop)
        term = builder.phi(_WHOLE)
        term.add_incoming(_whole(0), before)
        sums = [builder.phi(_VECTOR) for _ in range(parts * rows * _VECTORS)]
        made = list(sums)
        for part in range(parts):
            here = builder.add(term, _whole(part))
            at = builder.add(first, builder.mul(here, _whole(COLUMNS)))
            beside = [builder.load(_vector(builder, right, builder.add(at, _whole(v * _LANES))), align=4) for v in range(_VECTORS)]
            for row in range(rows):
                at = builder.add(builder.add(begin, builder.mul(apart, _whole(row))), here)
                spread = _spread(builder, builder.load(builder.gep(left, [at]), align=4))
                for v in range(_VECTORS):
                    n = (part * rows + row) * _VECTORS + v
                    made[n] = builder.call(fma, [spread, beside[v], made[n]])
        following = builder.add(term, _whole(parts))
        term.add_incoming(following, loop)
        for total, new in zip(sums, made, strict=True):
            total.add_incoming(ir.Constant(_VECTOR, [0.0] * _LANES), before)
            total.add_incoming(new, loop)
        builder.cbranch(builder.icmp_signed("<", following, terms), loop, after)
        builder.position_at_end(after)
        for n in range(rows * _VECTORS):
            total = made[n]
            for part in range(1, parts):
                total = builder.fadd(total, made[part * rows * _VECTORS + n])
            builder.store(total, _vector(builder, out, _whole(n * _LANES)), align=4)
        return context.get_dummy_value()

    return multiplied


def _whole(value: int) -> Any:
    return ir.Constant(_WHOLE, value)


def _vector(builder: Any, array: Any, at: Any) -> Any:
    """Return the place of the vector that begins at a number of an array."""
    return builder.bitcast(builder.gep(array, [at]), _VECTOR.as_pointer())


def _spread(builder: Any, number: Any) -> Any:
    """Return a vector of one number throughout."""
    one = builder.insert_element(_UNSET, number, ir.Constant(_PLACE, 0))
    return builder.shuffle_vector(one, _UNSET, ir.Constant(ir.VectorType(_PLACE, _LANES), [0] * _LANES))
