#include <stdexcept>
#include <vector>

template <typename T> T limited(T value, T low, T high)
{
  if (value < low || value > high)
    throw std::out_of_range("value");
  return value;
}

int main()
{
  std::vector<int> kept;
  kept.push_back(limited(3, 1, 5));
  try {
    limited(2.5, 0.0, 1.0);
  } catch (const std::out_of_range &) {
    kept.clear();
  }
  return kept.empty() ? 0 : 1;
}
