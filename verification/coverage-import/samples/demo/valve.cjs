function opens(pressure, isManual, isLocked) {
  if ((pressure > 50 || isManual) && !isLocked) return true;
  return false;
}

function steps(from, to) {
  let count = 0;
  while (from !== to && count < 100) {
    from += from < to ? 1 : -1;
    count += 1;
  }
  return count;
}

function name(number, fallback = 'none') {
  switch (number) {
    case 1:
      return 'inlet';
    case 2:
      return 'outlet';
    default:
      return fallback;
  }
}

const neverCalled = (a, b) => a && b;

opens(60, false, false);
opens(10, false, false);
opens(10, true, true);
steps(1, 4);
name(1);
