# One image for web, worker and beat. It runs the same set-up script as a developer's machine.
FROM python:3.12-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONUTF8=1 \
    DJANGO_SETTINGS_MODULE=toezicht.settings.production \
    TOEZICHT_VAR=/var/lib/toezicht

RUN useradd --system --uid 10001 --user-group --no-create-home toezicht \
    && install -d -o toezicht -g toezicht -m 700 /var/lib/toezicht

WORKDIR /srv/toezicht
COPY . .
RUN bin/setup --image && rm -rf node_modules /root/.cache /root/.npm /var/lib/apt/lists/*

USER toezicht
VOLUME /var/lib/toezicht
EXPOSE 8000
CMD [".venv/bin/gunicorn", "toezicht.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
