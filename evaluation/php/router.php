<?php
// The router of PHP's own web server: a file that exists is sent as it is, every other path is WordPress's. It keeps the
// access log itself, one line a request (status, method, path), because PHP's server names only the files it sends.
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$file = realpath($_SERVER['DOCUMENT_ROOT'] . rawurldecode((string) $path));
$is_file = $file !== false && is_file($file);
register_shutdown_function(function () use ($is_file) {
    $line = [$is_file ? 200 : http_response_code(), $_SERVER['REQUEST_METHOD'], $_SERVER['REQUEST_URI']];
    file_put_contents(getenv('EVALUATION_WP_LOG'), implode(' ', $line) . "\n", FILE_APPEND | LOCK_EX);
});
if ($is_file) {
    return false;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF'] = '/index.php';
chdir($_SERVER['DOCUMENT_ROOT']);
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
