#include <assert.h>

#include "../src/pump.h"

/**
 * @verifies REQ-1, DES-1
 * @intent starts at the upper float
 */
void starts_at_upper_float(void)
{
    assert(pump_step(false, true, true));
}

/**
 * @verifies REQ-2, DES-1
 * @intent stops below the lower float
 */
void stops_below_lower_float(void)
{
    assert(!pump_step(true, false, false));
}

/**
 * @verifies REQ-1, REQ-2
 * @kind robustness
 * @intent stays off when the floats contradict each other
 */
void stays_off_when_floats_contradict(void)
{
    assert(!pump_step(false, false, true));
}
