#ifndef PUMP_H
#define PUMP_H

#include <stdbool.h>

bool pump_step(bool running, bool lower_wet, bool upper_wet);

#endif
