# style: as_completed whose timeout is taken as the moment for a sign of life
import concurrent.futures


def run_with_progress(jobs, report):
    executor = concurrent.futures.ThreadPoolExecutor(max(1, len(jobs)))
    left = {executor.submit(job) for job in jobs}
    ended = 0
    while left:
        try:
            for future in concurrent.futures.as_completed(list(left), timeout=0.2):
                left.discard(future)
                ended += 1
                report(ended, len(jobs))
        except TimeoutError:
            report(ended, len(jobs))
    executor.shutdown()
