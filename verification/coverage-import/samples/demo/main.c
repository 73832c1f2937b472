#include "guard.h"

int valve_opens(int pressure, int is_manual, int is_locked);
int valve_steps(int from, int to);
const char *valve_name(int number);

int main(void)
{
  int seen = valve_opens(60, 0, 0) + valve_opens(10, 0, 0) + valve_opens(10, 1, 1);
  seen += valve_steps(1, 4) + valve_steps(4, 2);
  seen += valve_name(1)[0] + valve_name(7)[0];
  if (within(seen, 0, 1000) > 0) seen = 0;
  return seen == 0 ? 0 : 1;
}
