export const errors = {
  unreachable: 'The server did not answer',
  unreachableNext: 'See that Assay is running, then try again.',
  noAnswer: 'The server could not answer',
  status: (status: number) => `It answered with status ${status}.`,
  notFound: 'There is nothing at this address',
  notFoundDetail: 'The link may be old, or the system may have been removed.',
  home: 'Go to the portfolio',
  page: 'This page could not be shown',
};
