#include "pump.h"

/**
 * State of the pump after one step.
 * @implements DES-1
 */
bool pump_step(bool running, bool lower_wet, bool upper_wet)
{
    if (!lower_wet) {
        return false;
    }
    return running || upper_wet;
}
