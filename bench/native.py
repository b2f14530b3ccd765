# Solves a mixed-integer programme with the HiGHS of scipy: MODEL.json SECONDS GAP.
import json
import sys
import time

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

with open(sys.argv[1]) as file:
    model = json.load(file)


def numbers(values, absent):
    return numpy.array([absent if v is None else v for v in values], float)


cost = numpy.array(model["cost"], float)
sign = -1.0 if model["maximise"] else 1.0
rows = csr_matrix((model["value"], model["index"], model["start"]), shape=(len(model["start"]) - 1, len(cost)))
whole = numpy.array(model["integer"] or [False] * len(cost)).astype(int)
began = time.time()
answer = milp(
    sign * cost,
    constraints=LinearConstraint(rows, numbers(model["row_lower"], -numpy.inf), numbers(model["row_upper"], numpy.inf)),
    integrality=whole,
    bounds=Bounds(numbers(model["lower"], -numpy.inf), numbers(model["upper"], numpy.inf)),
    options={"time_limit": float(sys.argv[2]), "mip_rel_gap": float(sys.argv[3])},
)
seconds = time.time() - began


def value(v):
    return None if v is None or not numpy.isfinite(v) else sign * float(v) + model["offset"]


bound = getattr(answer, "mip_dual_bound", None)
print(json.dumps({"found": value(answer.fun), "bound": value(bound), "seconds": seconds, "stopped": int(answer.status) == 1}))
