import { check } from 'k6';
import http from 'k6/http';

export const options = {
  vus: 5,
  duration: '30s',
  thresholds: { checks: ['rate==1'], http_req_duration: ['p(95)<500'] },
};

/** The Service of the version that waits. */
const BASE_URL = __ENV.BASE_URL;

export default function smokeTest() {
  check(http.get(`${BASE_URL}/health`), { healthy: ({ status }) => status === 200 });
}
