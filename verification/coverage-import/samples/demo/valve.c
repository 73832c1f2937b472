#include "guard.h"

int valve_opens(int pressure, int is_manual, int is_locked)
{
  if ((pressure > 50 || is_manual) && !is_locked)
    return 1;
  return 0;
}

int valve_steps(int from, int to)
{
  int steps = 0;
  while (from != to && steps < 100) {
    from += from < to ? 1 : -1;
    steps++;
  }
  return steps;
}

const char *valve_name(int number)
{
  switch (number) {
    case 1:
      return "inlet";
    case 2:
      return "outlet";
    default:
      return within(number, 3, 9) > 0 ? "spare" : "none";
  }
}

int valve_never_called(int a, int b)
{
  if (BOTH(a, b)) return 1;
  return 2;
}
