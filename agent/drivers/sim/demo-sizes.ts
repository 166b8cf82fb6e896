export const GiB = 2 ** 30;
export const TiB = 2 ** 40;
