/**
 * Tuned for a small machine shared with the application. Durability stays at PostgreSQL's default: a committed
 * transaction is on disk.
 *
 * @param {number} port
 * @param {Record<string, string>} extra
 * @returns {string[]} command line arguments of `postgres`
 */
export function settingsAsArguments(port, extra) {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    // A socket's path may hold about 100 bytes, and data directories are often deeper than that.
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    huge_pages: 'off',
    jit: 'off',
    random_page_cost: '1.1',
    // Its pglz costs ten times the write it saves, and changes of customers touch many pages once.
    wal_compression: 'off',
    checkpoint_timeout: '15min',
    max_wal_size: '2GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...extra,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
