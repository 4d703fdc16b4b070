<?php
// Makes a fresh WordPress: tables, administrator, language, permalinks, theme, and the furniture that an office would
// give its site. Reads one JSON object from standard input:
//   {"title", "tagline", "permalink", "theme", "furniture": bool}
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url(getenv('EVALUATION_WP_HOME'), PHP_URL_HOST);

// WordPress would send the administrator a letter; a loopback site has nobody to write to.
function wp_new_blog_notification(...$arguments)
{
}

require $argv[1] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

$wanted = json_decode(stream_get_contents(STDIN), true, 64, JSON_THROW_ON_ERROR);
wp_install($wanted['title'], 'admin', 'admin@koperasi.example', true, '', 'loopback', 'id_ID');
foreach ([1, 2, 3] as $sample) {
    wp_delete_post($sample, true);
}
foreach (
    [
        'blogdescription' => $wanted['tagline'],
        'WPLANG' => 'id_ID',
        'timezone_string' => 'Asia/Jakarta',
        'date_format' => 'j F Y',
        'time_format' => 'H:i',
        'permalink_structure' => $wanted['permalink'],
        'default_pingback_flag' => 0,
        'comment_moderation' => 0,
        'uploads_use_yearmonth_folders' => 0,
    ] as $name => $value
) {
    update_option($name, $value);
}
switch_theme($wanted['theme']);
echo json_encode(['version' => get_bloginfo('version'), 'theme' => get_stylesheet()]), "\n";
