<?php
// What an office adds around its articles: a menu, widgets in a classic theme's sidebars, a fuller footer in a block
// theme, readers' comments. Run after the posts are in, so that lists of recent posts have something to list.
$_SERVER['HTTP_HOST'] = parse_url(getenv('EVALUATION_WP_HOME'), PHP_URL_HOST);
require $argv[1] . '/wp-load.php';
wp_set_current_user(1);

$menu = wp_create_nav_menu('Menu utama');
foreach (['Beranda' => '/', 'Profil' => '/profil/', 'Layanan' => '/layanan/', 'Kontak' => '/kontak/'] as $label => $path) {
    wp_update_nav_menu_item($menu, 0, [
        'menu-item-title' => $label,
        'menu-item-url' => home_url($path),
        'menu-item-status' => 'publish',
        'menu-item-type' => 'custom',
    ]);
}
set_theme_mod('nav_menu_locations', ['primary' => $menu, 'footer' => $menu]);

$columns = <<<'BLOCKS'
<!-- wp:heading {"level":3} --><h3>Berita terbaru</h3><!-- /wp:heading -->
<!-- wp:latest-posts {"postsToShow":6,"displayPostDate":true} /-->
<!-- wp:heading {"level":3} --><h3>Komentar terbaru</h3><!-- /wp:heading -->
<!-- wp:latest-comments {"commentsToShow":4} /-->
<!-- wp:heading {"level":3} --><h3>Kategori</h3><!-- /wp:heading -->
<!-- wp:categories {"showPostCounts":true} /-->
<!-- wp:archives {"displayAsDropdown":false,"showPostCounts":true} /-->
<!-- wp:tag-cloud /-->
<!-- wp:paragraph --><p>Kantor buka Senin sampai Kamis pukul 07.30–15.30 WIB, Jumat pukul 07.00–14.30 WIB. Telepon (0335) 555-0190, surel sekretariat@koperasi.example.</p><!-- /wp:paragraph -->
<!-- wp:search {"label":"Cari berita","buttonText":"Cari"} /-->
BLOCKS;

if (wp_is_block_theme()) {
    $part = wp_insert_post(wp_slash([
        'post_type' => 'wp_template_part',
        'post_status' => 'publish',
        'post_name' => 'footer',
        'post_title' => 'footer',
        'post_content' => '<!-- wp:group {"tagName":"div"} --><div class="wp-block-group">' . $columns . '</div><!-- /wp:group -->',
        'tax_input' => ['wp_theme' => [get_stylesheet()], 'wp_template_part_area' => ['footer']],
    ]), true);
    wp_set_object_terms($part, get_stylesheet(), 'wp_theme');
    wp_set_object_terms($part, 'footer', 'wp_template_part_area');
} else {
    update_option('widget_block', [2 => ['content' => $columns], '_multiwidget' => 1]);
    update_option('sidebars_widgets', ['sidebar-1' => ['block-2'], 'wp_inactive_widgets' => []]);
}

$letters = [
    ['Wawan', 'Mohon informasi, apakah peserta dari luar kabupaten boleh ikut mendaftar tahun depan?'],
    ['Bu Tutik', 'Terima kasih atas liputannya. Kami di desa baru tahu setelah membaca berita ini.'],
    ['Agus S.', 'Semoga kegiatan seperti ini lebih sering diadakan, jangan hanya menjelang akhir tahun anggaran.'],
    ['Anonim', 'Nomor kantor yang tercantum tidak bisa dihubungi sejak Senin. Mohon dicek kembali.'],
];
foreach (get_posts(['numberposts' => -1, 'orderby' => 'ID', 'order' => 'ASC']) as $index => $post) {
    for ($count = 0; $count < $index % 4; $count++) {
        [$name, $text] = $letters[($index + $count) % count($letters)];
        wp_insert_comment([
            'comment_post_ID' => $post->ID,
            'comment_author' => $name,
            'comment_author_email' => 'pembaca@koperasi.example',
            'comment_content' => $text,
            'comment_date' => gmdate('Y-m-d H:i:s', strtotime($post->post_date) + 86400 * ($count + 1)),
            'comment_approved' => 1,
        ]);
    }
}
flush_rewrite_rules(true);
echo json_encode(['block_theme' => wp_is_block_theme()]), "\n";
