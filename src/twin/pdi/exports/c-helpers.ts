/**
 * What each decoder in C needs: numbers, the check by nibbles, texts. Those that a structure may not use are inline, which compilers do not call unused.
 *
 * @implements LLR-PDX-006
 */
export const cHelpers = `static uint32_t read_number(const uint8_t *p, uint32_t bytes)
{
  uint32_t value = 0u;
  uint32_t i;
  for (i = 0u; i < bytes; i++) value = (value << 8) | p[i];
  return value;
}

static inline int32_t read_signed(const uint8_t *p, uint32_t bytes)
{
  uint32_t value = read_number(p, bytes);
  uint32_t sign = (uint32_t)1u << (8u * bytes - 1u);
  uint32_t rest = value & (sign - 1u);
  return (value & sign) == 0u ? (int32_t)rest : (int32_t)rest - (int32_t)(sign - 1u) - 1;
}

static uint32_t update_check(uint32_t value, const uint8_t *p, uint32_t bytes)
{
  static const uint32_t table[16] = {
    0x00000000u, 0x1db71064u, 0x3b6e20c8u, 0x26d930acu, 0x76dc4190u, 0x6b6b51f4u, 0x4db26158u, 0x5005713cu,
    0xedb88320u, 0xf00f9344u, 0xd6d6a3e8u, 0xcb61b38cu, 0x9b64c2b0u, 0x86d3d2d4u, 0xa00ae278u, 0xbdbdf21cu
  };
  uint32_t i;
  for (i = 0u; i < bytes; i++) {
    value = table[(value ^ p[i]) & 15u] ^ (value >> 4);
    value = table[(value ^ ((uint32_t)p[i] >> 4)) & 15u] ^ (value >> 4);
  }
  return value;
}

static uint32_t entry_check(const uint8_t *p, uint32_t bytes, uint32_t group, uint32_t entry)
{
  uint8_t place[4];
  place[0] = (uint8_t)(group >> 8);
  place[1] = (uint8_t)(group & 255u);
  place[2] = (uint8_t)(entry >> 8);
  place[3] = (uint8_t)(entry & 255u);
  return ~update_check(update_check(0xffffffffu, place, 4u), p, bytes);
}

static inline int all_zero(const uint8_t *p, uint32_t bytes)
{
  uint32_t i;
  for (i = 0u; i < bytes; i++) if (p[i] != 0u) return 0;
  return 1;
}

static inline int read_text(const uint8_t *p, uint32_t bytes, uint32_t least, char *out)
{
  uint32_t length = 0u;
  uint32_t i;
  while (length < bytes && p[length] != 0u) length++;
  if (!all_zero(p + length, bytes - length)) return BAD_UNUSED;
  if (length < least) return BAD_VALUE;
  for (i = 0u; i < length; i++) if (p[i] < 32u || p[i] > 126u) return BAD_VALUE;
  if (length > 0u && (p[0] == 32u || p[length - 1u] == 32u)) return BAD_VALUE;
  memcpy(out, p, length);
  memset(out + length, 0, bytes + 1u - length);
  return 0;
}
`;
