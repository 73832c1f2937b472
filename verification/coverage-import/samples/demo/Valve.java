package demo;

public final class Valve {
  static boolean opens(int pressure, boolean isManual, boolean isLocked) {
    if ((pressure > 50 || isManual) && !isLocked) return true;
    return false;
  }

  static int steps(int from, int to) {
    int steps = 0;
    while (from != to && steps < 100) {
      from += from < to ? 1 : -1;
      steps++;
    }
    return steps;
  }

  static int neverCalled() {
    return 1;
  }

  public static void main(String[] arguments) {
    int seen = 0;
    if (opens(60, false, false)) seen++;
    if (opens(10, false, false)) seen++;
    if (opens(10, true, true)) seen++;
    System.exit(seen + steps(1, 4) == 4 ? 0 : 1);
  }
}
