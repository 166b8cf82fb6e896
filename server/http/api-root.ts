export const API_ROOT = '/api/v1';
